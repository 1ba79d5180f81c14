"""A world's figures as the files that platforms' back ends export, and such files read back as figures.

`shapes.yaml` says how each export looks: its columns under the platform's own names, how it writes the time, how sure
that is. `export` and `write_exports` put a world into that shape; `read_export` reads a file in it, be it written here
or downloaded from a real back end, and says what does not fit.
"""

from simulations.world.exports.reading import read_export
from simulations.world.exports.shapes import Column, Shape, shape_of, shapes
from simulations.world.exports.writing import export, figures, write_exports

__all__ = ["Column", "Shape", "export", "figures", "read_export", "shape_of", "shapes", "write_exports"]
