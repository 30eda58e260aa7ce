"""The clock of the made-up history: events are planned in days ago and run in order, each at its own moment.

The oldest event falls in the first week of the previous calendar year, whatever day it is now, so the example
always holds money of two book years and something that is late, due this week and soon.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import groupby

OUDSTE = 600
"""Days ago of the first event in the plan; the plan is stretched to begin in the previous year."""
_RECENT = 45
_SATURDAY = 5
_OFFICE_HOURS = 8 * 60

Event = Callable[[], object]


class Tijdlijn:
    """Call it for the moment it is in the story; after `run` that is the real one."""

    def __init__(self, now: dt.datetime) -> None:
        self._end = now
        self._moment = now
        self._events: list[tuple[dt.date, int, Event]] = []
        begin = dt.date(now.year - 1, 1, 6)
        self._stretch = ((now.date() - begin).days - _RECENT) / (OUDSTE - _RECENT)

    def __call__(self) -> dt.datetime:
        """The moment of the story."""
        return self._moment

    @property
    def vandaag(self) -> dt.date:
        """The last day of the story."""
        return self._end.date()

    def geleden(self, days: float) -> dt.date:
        """A working day about so many days ago; what is longer ago than six weeks is stretched."""
        if days > _RECENT:
            days = _RECENT + (days - _RECENT) * self._stretch
        day = self.vandaag - dt.timedelta(days=round(days))
        late = day.weekday() - (_SATURDAY - 1)
        return day - dt.timedelta(days=late) if late > 0 and day != self.vandaag else day

    def over(self, days: int) -> dt.date:
        """A day so many days from now, past the weekend when it lies ahead; negative days lie behind."""
        day = self.vandaag + dt.timedelta(days=days)
        if days > 0 and day.weekday() >= _SATURDAY:
            day += dt.timedelta(days=7 - day.weekday())
        return day

    def plan(self, days_ago: float, event: Event) -> None:
        """Let `event` happen on that day, after what was planned for the same day before it."""
        self._events.append((self.geleden(days_ago), len(self._events), event))

    def begin(self) -> None:
        """Set the clock to the first morning of the story."""
        self._moment = min(self._at(self.geleden(OUDSTE), 0), self._end)

    def run(self) -> int:
        """Everything in order of time, within office hours and never after now; how many events."""
        ordered = sorted(self._events, key=lambda event: event[:2])
        for day, group in groupby(ordered, key=lambda event: event[0]):
            events = list(group)
            for place, (_, _, event) in enumerate(events, 1):
                self._moment = min(self._at(day, _OFFICE_HOURS * place // (len(events) + 1)), self._end)
                event()
        self._moment = self._end
        return len(ordered)

    def _at(self, day: dt.date, minutes: int) -> dt.datetime:
        morning = dt.datetime.combine(day, dt.time(8, 45), tzinfo=self._end.tzinfo)
        return morning + dt.timedelta(minutes=minutes)
