"""dayfold: from a folder of news clippings to a daily digest that can be checked."""

__all__ = ["__version__"]

__version__ = "0.1.0"
