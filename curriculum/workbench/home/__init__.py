"""The first page: who I am here, what is next, the way, the account, what came back.

Each module draws one part; `page` puts them together and keeps them in step.
"""

__all__ = ["show_first_page"]

from curriculum.workbench.home.page import show_first_page
