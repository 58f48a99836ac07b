"""A trial before files are added: a build with them that is served to nobody, and what it says of them.

So what is promised of a file is what a refresh does, the gate and the checks included.
"""

from collections.abc import Collection
from dataclasses import dataclass

from etl import pipeline
from etl.builds import comparison
from etl.builds.comparison import Account, Comparison
from etl.errors import PipelineError
from etl.intake.adding import Added, as_if_there
from etl.quoting import named
from etl.reading.rows import OLDER_COPY
from etl.staging.contract import RejectedRow
from indicators.settings import Settings


@dataclass(frozen=True)
class Trial:
    """What a refresh would make of files that are to be added.

    `held` is why it would switch nothing, empty where it would; `is_held_anyway` when so even without the files.
    """

    added: tuple[Added, ...]
    comparison: Comparison
    held: str = ""
    is_held_anyway: bool = False

    def accounts_of(self, one: Added) -> list[Account]:
        """The accounts of a file, or of the documents in an archive."""
        names = {file.file for file in one.files}
        return [account for account in self.comparison.accounts if account.file in names]

    def problems(self) -> list[str]:
        """Why these files had better not be copied, a sentence each: what would happen, and what to do."""
        found = [problem for one in self.added if (problem := self._problem(one))]
        if self.held:
            what = "these files" if len(self.added) > 1 else "this file"
            without = ", as it would without" if self.is_held_anyway else ""
            found.append(
                f"A refresh with {what} would switch nothing{without}. Once what follows is mended or acknowledged, "
                f"add {'them' if len(self.added) > 1 else 'it'} again.\n{self.held}"
            )
        return found

    def _problem(self, one: Added) -> str:
        """Why a file that has figures for indicators would give none of them, or few; empty where it gives them."""
        offered, accounts = sum(len(file.rows) for file in one.files), self.accounts_of(one)
        kept = sum(account.rows_kept for account in accounts)
        rejects = [reject for account in accounts for reject in account.rejects]
        older = [reason for account in accounts for _, reason in account.aside if OLDER_COPY in reason]
        name = named(one.path.name)
        if 2 * len(rejects) > offered:
            return (
                f"{name}: {len(rejects):,} of its {offered:,} figures would be rejected, the first: "
                f"{rejected(rejects[0])}. A file most of whose figures break is not used in part: download it again, "
                "or mend it."
            )
        if offered and not kept:
            why = f"{older[0]}. If it is the newer one, add it with --as-of and its day; else leave it out"
            return f"{name}: none of its {offered:,} figures would be served: {why if older else 'all are set aside'}."
        return ""


def rejected(row: RejectedRow) -> str:
    """A rejected row as a sentence, with the file as it will be called."""
    return row.sentence().removeprefix("data/drop/")


def run(settings: Settings, added: Collection[Added], progress: pipeline.Progress = lambda _step: None) -> Trial:
    """Build with the files as if they lay in the drop folder, and serve nothing.

    Raises PipelineError where there is no build to look at: another refresh runs, or the project's own figures break.
    """
    files = {file.file for one in added for file in one.files}
    seen: list[Comparison] = []
    held, is_held_anyway = "", False
    try:
        pipeline.run(
            settings,
            progress,
            serve=False,
            added=as_if_there(added),
            look=lambda connection: seen.append(comparison.compare(connection, settings.current, files)),
        )
    except PipelineError as error:
        if not seen:
            raise
        held, is_held_anyway = str(error), _is_held(settings, progress)
    return Trial(tuple(added), seen[0], held, is_held_anyway)


def _is_held(settings: Settings, progress: pipeline.Progress) -> bool:
    """Whether a refresh of what is at hand would switch nothing."""
    try:
        pipeline.run(settings, progress, serve=False)
    except PipelineError:
        return True
    return False
