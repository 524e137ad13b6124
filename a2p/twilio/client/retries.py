"""Which calls are retried, how often, and after how long: urllib3's Retry with four rules of our own."""

import random
from typing import Any, Self

from urllib3.exceptions import InvalidHeader, ReadTimeoutError
from urllib3.util.retry import Retry

from a2p.twilio.client import deadlines
from a2p.twilio.client.hosts import KnownHosts, is_connection_failure, is_connection_timeout, is_unsent

TO_CONNECT = 5.0  # seconds, of one try
_OVERLOADED = frozenset({429, 500, 502, 503, 504})
_SAFE = frozenset({"GET", "DELETE", "HEAD"})
_MAX_RETRY_AFTER = 60  # seconds; a longer Retry-After is left to the next run
_REFUSED, _UNHEARD = 3, 1  # more tries of a host that has never answered: at once, after 1 s and 2 s; or one


class TwilioRetry(Retry):
    """
    urllib3's retries, with four rules of our own.

    A 429 was not processed, so it may be repeated whatever the method; a 5xx may have been, so only a
    safe method is repeated after it. A Retry-After beyond a minute is not waited for: the answer stands.
    A host that has never answered this process gets 3 s, for it is hardly there; one that has gets five more
    tries. Jitter keeps many stacks from knocking in step.
    """

    known_hosts: KnownHosts

    @classmethod
    def with_defaults(cls, reach: KnownHosts) -> Self:
        """Five more tries, doubling from half a second, with up to half a second of jitter."""
        made = cls(
            total=5,
            allowed_methods=_SAFE,
            status_forcelist=_OVERLOADED,
            backoff_factor=0.5,
            backoff_jitter=0.5,
            respect_retry_after_header=True,
            raise_on_status=False,
        )
        made.known_hosts = reach
        return made

    def new(self, **changed: Any) -> Self:
        """The same with something else, as urllib3 counts its tries."""
        made = super().new(**changed)
        made.known_hosts = self.known_hosts
        return made

    def get_retry_after(self, response: Any) -> float | None:
        """Seconds; what is no Retry-After says nothing."""
        try:
            return super().get_retry_after(response)
        except (InvalidHeader, ValueError, OverflowError):
            return None

    def get_backoff_time(self) -> float:
        """Seconds. urllib3 would repeat at once the first time, also for one who has just asked for less."""
        answered = bool(self.history) and self.history[-1].status is not None
        at_first = self.backoff_factor + random.random() * self.backoff_jitter if answered else 0.0  # noqa: S311 - jitter keeps no secret
        return super().get_backoff_time() or at_first

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:  # noqa: FBT001, FBT002 - urllib3's signature
        """Whether an answered call may be made again."""
        if status_code == 429:
            return bool(self.total)
        return super().is_retry(method, status_code, has_retry_after)

    def increment(self, *args: Any, **kwargs: Any) -> Self:
        """
        What is left after one more try.

        Raises:
            MaxRetryError: the answer asks for more patience than one run has, or nobody is there to answer.
        """
        answer, error = kwargs.get("response"), kwargs.get("error")
        if answer is not None and (self.get_retry_after(answer) or 0) > _MAX_RETRY_AFTER:
            return self._give_up(*args, **kwargs)
        if error is not None and self._is_hopeless(args[0], error, kwargs.get("_pool")):
            return self._give_up(*args, **kwargs)
        call, after = deadlines.get_current_call(), super().increment(*args, **kwargs)
        pause = (self.get_retry_after(answer) if answer is not None else None) or after.get_backoff_time()
        if call and (call.is_expired or pause >= call.seconds_left):
            return self._give_up(*args, **kwargs)
        if error is not None and kwargs.get("_pool") and self._is_worth_a_warning(error):
            host = host_of(kwargs["_pool"])
            self.known_hosts.warn_once(
                host, error, after.longest_wait(error, known=self.known_hosts.has_answered(host))
            )
        return after

    def longest_wait(self, error: Exception, *, known: bool) -> float:
        """Seconds that further tries take at most, as far as that can be known."""
        call = deadlines.get_current_call()
        left = call.seconds_left if call else deadlines.CALL
        if not is_connection_failure(error):
            return left
        tries = int(self.total or 0) if known else _most_tries(error)
        pauses = sum(self.backoff_factor * 2**at for at in range(1, tries))
        return float(min(left, pauses + (tries * TO_CONNECT if is_connection_timeout(error) else 0.0)))

    def _is_hopeless(self, method: str, error: Exception, pool: Any) -> bool:
        """Whether nobody has ever answered there, or whether nobody knows what became of a write."""
        if method not in _SAFE and not is_unsent(error):
            return True  # of TLS, too, which urllib3 takes for a failure before anything was sent
        if pool is None or not is_connection_failure(error) or self.known_hosts.has_answered(host_of(pool)):
            return False
        return sum(is_connection_failure(each.error) for each in self.history) >= _most_tries(error)

    def _is_worth_a_warning(self, error: Exception) -> bool:
        """A connection that was idle is often broken off, and the next try is answered."""
        return is_connection_failure(error) or isinstance(error, ReadTimeoutError) or bool(self.history)

    def _give_up(self, *args: Any, **kwargs: Any) -> Self:
        return Retry.increment(self.new(total=0), *args, **kwargs)


def host_of(pool: Any) -> str:
    """Host and port of a pool of connections."""
    return f"{pool.host}:{pool.port}"


def _most_tries(error: Exception) -> int:
    return _UNHEARD if is_connection_timeout(error) else _REFUSED
