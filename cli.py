"""守约: assembles the commands, holds the error boundary, reads the clock."""


def main() -> None:
    """Run the program."""
