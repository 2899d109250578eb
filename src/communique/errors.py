"""Everything that Communiqué refuses, as a tree.

CommuniqueError
├── SourceError          a source that cannot be read at all
│   ├── NotFoundError        no such file, folder or address
│   ├── EmptyError           nothing in it, or nothing but markup
│   ├── BinaryError          bytes that are no text
│   ├── EncodingError        text whose encoding cannot be told or does not hold
│   ├── TooLargeError        over a size limit
│   ├── FormatError          a broken line or field in a structured format
│   ├── LanguageError        a language that is not read yet
│   └── AddressError         a URL that is refused, or that did not answer
├── DataError            a vocabulary or entity table that is not well formed
├── CodingError          what cannot be coded
│   ├── CodeError            a code, type, mode or context that the ontology does not have
│   ├── SpanError            an actor or recipient that does not stand in the sentence
│   └── ModelError           a model that cannot be read
├── MissingPackageError  an optional package that an output format needs
├── LedgerError          a ledger that cannot be used
│   ├── NoLedgerError        nothing there, or something that is no ledger
│   ├── NewerLedgerError     written by a newer version
│   ├── ReadOnlyError        may be read, not written
│   ├── FullError            no room on its disk
│   ├── BusyError            another process keeps it locked
│   ├── LostError            the server is not there, or no longer
│   ├── DamagedError         a file that fails SQLite's check
│   ├── OtherTextError       an id that is kept with another text
│   └── UnknownIdError       no document, entry, event or link of that id
├── ServingError         an address where the server cannot listen
├── JudgementError       a judgement that cannot be taken
├── QuestionError        a question that makes no sense: a state, day or format that is not there
│   ├── UnknownPartyError    no state or organisation of that code or name
│   └── NothingHeldError     a question that makes sense, of which the ledger holds nothing
└── EvaluationError      gold entries that cannot be scored

Each error is one line for a person: the value, what would have been accepted, and what to do.
"""


class CommuniqueError(Exception):
    """Base of everything that is refused; `str()` is one line: value, alternatives, remedy."""


class SourceError(CommuniqueError):
    """A source that cannot be read."""


class NotFoundError(SourceError):
    """No such file, folder or address."""


class EmptyError(SourceError):
    """The source holds no text."""


class BinaryError(SourceError):
    """The source holds bytes that are no text."""


class EncodingError(SourceError):
    """The encoding cannot be told, or the declared one does not hold."""


class TooLargeError(SourceError):
    """Over a limit of size, of sentence length or of time."""


class FormatError(SourceError):
    """A structured format (JSONL) is broken at a named place."""


class LanguageError(SourceError):
    """The text is in a language that is not read yet."""


class AddressError(SourceError):
    """A URL is refused (scheme, private address) or did not answer."""


class DataError(CommuniqueError):
    """A table of vocabulary or entities is not well formed."""


class EvaluationError(CommuniqueError):
    """A folder of gold entries cannot be scored."""


class CodingError(CommuniqueError):
    """Something that cannot be coded."""


class CodeError(CodingError):
    """A code, type, mode or context that the ontology does not have."""


class SpanError(CodingError):
    """An actor or recipient that does not stand in the sentence."""


class ModelError(CodingError):
    """A model that is missing, damaged or made for something else."""


class MissingPackageError(CommuniqueError):
    """An output format needs a package that is not installed."""


class LedgerError(CommuniqueError):
    """A ledger cannot be opened, read or written."""


class NoLedgerError(LedgerError):
    """No ledger is there, or what is there is none."""


class NewerLedgerError(LedgerError):
    """The ledger was written by a newer version of Communiqué."""


class ReadOnlyError(LedgerError):
    """The ledger may be read and not written."""


class FullError(LedgerError):
    """The disk under the ledger is full; what was kept before stays kept."""


class BusyError(LedgerError):
    """Another process has kept the ledger locked for too long."""


class LostError(LedgerError):
    """The database server does not answer, or stopped answering."""


class DamagedError(LedgerError):
    """The file is damaged."""


class OtherTextError(LedgerError):
    """The ledger keeps another text under a document's id."""


class UnknownIdError(LedgerError):
    """Nothing in the ledger has this id, or several things have an id that begins so."""


class JudgementError(CommuniqueError):
    """A judgement that makes no sense: a field that is not there, a merge of what contradicts itself."""


class QuestionError(CommuniqueError):
    """What is asked of a ledger makes no sense as it is asked."""


class UnknownPartyError(QuestionError):
    """No state or organisation is known by this code or name."""


class NothingHeldError(QuestionError):
    """The ledger holds nothing of what was asked."""


class ServingError(CommuniqueError):
    """The server cannot listen where it was told to."""
