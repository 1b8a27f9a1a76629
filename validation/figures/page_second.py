"""The page's section on people of the second generator."""

from typing import Any

from validation.figures.targets import TargetRow
from validation.figures.words import BY_KEY, limit, not_measured, number, origin, table

Json = dict[str, Any]
COMMAND = "python -m validation.second BENCH --first CALM"
_HEAD = ("people", "what is used", "MAE", "95 % interval", "bias", "p95", "list", "turn", "lean", "covers",
         "covers with the real-person term", "trials / people")  # fmt: skip
_STRANGER = "second, report, by estimator 6"
_CALLED = {"second-tune": "second, tune", "second-report": "second, report"}


def second(found: Json | None, stranger: Json | None = None) -> str:
    """What was learnt, on another generator's people; stranger: the same by the estimator that knew the first alone."""
    if found is None:
        return not_measured(COMMAND)
    groups = {_CALLED.get(who, who): by_way for who, by_way in found["stills"].items()}
    if stranger is not None:
        groups[_STRANGER] = stranger["stills"]["second-report"]
    rows = [_row(who, way, f) for who, by_way in groups.items() for way, f in by_way.items()]
    stills = table(_HEAD, rows) if rows else not_measured(COMMAND)
    return f"""{origin(found)}. Bodies, clothes, rooms and drawing share nothing with the first
generator (`validation/people/second`); the movement is scripted the same way. Single pictures of calm tests, as in the
error budget; list, turn and lean: mean error of the change from before the rotation to its hold. Nothing was learnt
from these people but, from those of tune, the size of the error; other people of this generator (seeds 32000 and up)
are among those learnt from. Estimator 6 had learnt from the first generator's people alone, so its rows say what a
stranger costs (the same command with `PYTHONPATH` naming the sources of that release; 39 of these people, who had no
malleoli then). "Covers": how often the 95 %
interval holds the truth.

{stills}

{_films(found["films"])}"""


def _row(who: str, way: str, f: Json) -> list[str]:
    r = f["rotation"]
    return [
        who, way, number(r["value"]), f"{number(r['low'])} to {number(r['high'])}", number(r["bias"], signed=True),
        number(r["p95"]), *(number(f[name]["value"]) for name in ("list", "turn", "lean")),
        number(f["covers"]["value"], "%"), number(f["covers_with_real_person"]["value"], "%"),
        f"{r['n']} / {r['people']}",
    ]  # fmt: skip


def _films(films: Json | None) -> str:
    if films is None:
        return f"Films of whole tests: {not_measured(COMMAND)}"
    rows = []
    for each in (TargetRow.model_validate(r) for r in films["targets"]):
        if each.value is None:
            continue
        t = BY_KEY[each.key]
        span = f"{number(each.low, t.unit)} to {number(each.high, t.unit)}"
        value = number(each.value, t.unit, signed=t.kind == "size at most")
        rows.append([t.text, limit(t, t.bar), value, span, f"{each.n} / {each.people}"])
    b = films["bench"]
    low, high = b["seeds"]
    return f"""Whole tests as films of ten pictures a second, {b["films"]} people (seeds {low}-{high}),
{b["trials"]} trials, through the whole program. The bars are those of the first generator's people; so few
films show neither that one holds nor that it does not.

{table(["figure", "bar", "value", "95 % interval", "n / people"], rows)}"""
