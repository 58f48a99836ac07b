"""What an assistant is told before it asks: the instructions of the server, and what each tool is for."""

from dashboard.numbers import THIN
from dashboard.words.glossary import WORDS, words_of_plan
from dashboard.words.plan import name_of
from dashboard.words.status import WORDS as STATUS_WORDS
from indicators.plan import Plan
from indicators.vocabulary import Status

_NEEDED = ("Edition", "Headline line", "Benchmark", "Horizon", "Status", "Computed", "Coverage", "Projection", "Break")
"""The words of the glossary without which an answer is misread."""


def instructions(plan: Plan | None) -> str:
    """What every assistant is told when it connects; of a plan its title and horizons, as far as there is one yet."""
    meanings = words_of_plan(plan) if plan else WORDS
    statuses = "\n".join(
        f"- {status.value} ({STATUS_WORDS[status]}): {meanings[STATUS_WORDS[status]]}" for status in Status
    )
    words = "\n".join(f"- {word}: {meanings[word]}" for word in _NEEDED)
    return f"""\
{name_of(plan)}: published figures on each target of the plan, for the world, regions, groups and economies. Read
only. It holds nothing else: do not answer from memory what these tools do not give, and say so.

Which tool first
1. Ids come first. search_indicators finds indicators by words or by target; list_areas finds areas by name or code,
   and who is in a group. Never make up an id: a name is not guessed, you are told what may be meant, and you choose
   or ask.
2. "What is …", "which economies …", "how has … changed": get_observations. For one year give from and to.
3. "Is … on track", "how far", "how fast": get_progress; why it says so, step by step: explain_badge.
4. "Why do two numbers differ", "what changed between editions": compare_editions.
5. "Why is there no figure", "what does the mean rest on", "how well is … known": coverage.
6. Before you hand figures on: cite.

How to quote
- Every figure with its year, its edition and its source, and with an address from `repeat` (page for people, csv or
  api for programs). The sentences in `said` have all of it: quote them.
- A bound stays a bound: "≥{THIN}95{THIN}%" is at least 95 %, and nobody has published the figure. Then `value` is
  null.
- What is computed says so (`origin`, `rests_on`): this tracker put it together, with the share of people behind it.
  Never write that ITU or anybody else published it.
- "about" and "nearly" stay in front of the number. A projection (`is_observed` false, `expected`) is never a figure
  of a year.
- Never set a figure of one edition against one of another as a change over time: publishers restate history. Nor
  across a break, declared or suspected; the answers say where one lies.
- A status is this tracker's own verdict by its published rule. It is not ITU's, and the plan sets no numbers: a
  benchmark is somebody's, and `benchmark_source` says whose. Say "by this tracker's rule" and name the benchmark.
- No figure never means zero. `missing` says of each area that you asked for why it has none: say that.
- `counted` says how many rows there are and how many you were given. Where they differ, say that you have seen a
  part, or ask more narrowly.
- A breakdown is a part: women, rural, ages 15-24. Without one you get everybody together (sex=both, age=all,
  location=total); "any" gives all parts.
- Each source has its licence; some forbid commercial use, most ask for attribution. `sources` has the words.

Words
{words}

Statuses
{statuses}
"""


SEARCH = """\
Find indicators and their ids. Use it first, whatever the question: give the words of what is measured ("Internet
use", "mobile price", "e-waste"), or a target ("1.3"), or nothing for all. Each comes with its definition, unit,
target, role (headline: the official one; proxy: stands in for it; context: beside it), benchmark, and of how many
economies and years figures are held. Read the definition before you take one: "smartphone owners" and "smartphone
users" are two."""

AREAS = """\
Find areas and their ids. name looks up a name or code as people write it ("Kenya", "Korea, Rep.", "KE", "Africa",
"LDCs"); where a name may be of several (Korea, Congo, Niger and Nigeria by a slip) you get all that may be meant,
and none is chosen for you; a former state is told as one and has no figures here. group lists the economies that
are in a group today. area_type lists a kind. Without arguments: the world and its groups. Africa and Europe here
are ITU regions (ITU-AFR, ITU-EUR), not continents."""

OBSERVATIONS = """\
The figures themselves. Give at least an indicator (or target) and an area, a kind of area, a group whose members
you want, or a group of your own. By default one line per area, that which is shown first, of one edition; years by
from and to; latest=true for the newest only; over and under for "which economies are above 50 %". edition=all or
compare_editions for what other editions say. Of areas you ask for that have no figure, missing says why."""

PROGRESS = """\
Whether lines reach their benchmark, by this tracker's own rule (not ITU's): where the line is now, where its
present pace takes it by the horizon, where the benchmark is. Give an indicator or target and areas; of the
economies of a group (member_of) or of all (area_type=economy) also how many reach it and how the others fare.
status filters: on_track, met … Quote said, the benchmark with its source, and every warning. A null judged_by means
that nothing can be judged."""

BADGE = """\
The arithmetic behind one verdict, from the newest figure on: what is expected and how, what is needed, the formula
with its numbers, the observations it rests on, six published methods with their own verdicts, projections with
their back-tests. For one indicator and one area, or a group of your own. Use it for "why", "how sure", "what do
others say"."""

EDITIONS = """\
What every edition and every source prints for one indicator and area, year by year, with the distance from the
figure that is shown first. Use it when two numbers for one year do not agree, or for what a newer edition has
changed. An older edition is not wrong: it is what was published then."""

COVERAGE = """\
How much is known, and why something is not. Of an indicator: of how many economies and people there are figures, by
year and edition, its breaks, and which computed figures are withheld for covering less than half of the people.
With a group also: what its computed figures rest on, and how they differ from published ones. Of an area: which
indicators have figures, and of those that have none the reason. Use it for "why is there no figure"."""

CITE = """\
How to cite the figures of a selection; takes what get_observations takes. Gives the citation whole, the documents
with the place in each, the licences, and what must be said of computed figures. Use it before you hand figures on."""
