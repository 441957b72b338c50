"""What single files cannot show, and what form alone cannot show."""

from seed.check.rules import check_content

__all__ = ["check_content"]
