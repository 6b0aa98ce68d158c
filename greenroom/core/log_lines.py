"""What a log line may not carry."""

import logging
import re

_QUERY = re.compile(r"\?\S+")


class WithoutQueryStrings(logging.Formatter):
    """Cut query strings out of every line, exceptions included: they hold what somebody looked for."""

    def format(self, record: logging.LogRecord) -> str:
        return _QUERY.sub("?…", super().format(record))
