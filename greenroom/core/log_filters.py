"""What a log line may not carry."""

import logging
import re

_QUERY = re.compile(r"\?\S*")


class WithoutQueryStrings(logging.Filter):
    """Cut query strings out of every line: they hold what somebody looked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "?" in message:
            record.msg = _QUERY.sub("?…", message)
            record.args = ()
        return True
