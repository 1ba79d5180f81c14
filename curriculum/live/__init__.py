"""Live pictures of the lessons: a control is moved, the simulated world answers at once.

`frame` redraws and catches what fails, `plot` draws one figure over and over, `guess` asks before it shows;
every lesson has a module of its own with one function a picture.
"""
