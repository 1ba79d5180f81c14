"""Who is out there: segments of people, the niches they care for, and the days that move them."""
