"""A script as its author writes it: the shape of the YAML file, key by key, with the place of each element.

Only the shape is told here. What the shape cannot say (references, conditions, templates, reachability) is checked by
``simulator.dialogue.building`` and ``simulator.dialogue.reachability``, which turn this into a ``Script`` to play.
Said lines stay ``Any`` in this module: their several short forms are read by ``simulator.dialogue.lines``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from simulator.dialogue.answer import Quality
from simulator.rubric.model import Channel
from simulator.yaml_source import Element, LocatedStr

Id = Annotated[LocatedStr, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A name chosen by the author: lower case letters without accent, digits, underscores."""
Text = Annotated[LocatedStr, Field(min_length=1)]
Condition = Annotated[LocatedStr, Field(min_length=1)]
Number = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]
Access = Literal["libre", "demande", "confidence", "errone"]
FirstWord = Literal["personne", "apprenant"]

REST_STEP = 1.0
"""Points by which a gauge returns toward its rest each turn when the author says nothing."""
DEFAULT_MAX_TURNS_FACTOR = 4
"""Without ``tours_max``, an interview is cut after this many times its expected length."""
DEFAULT_FOLLOW_UP = 2
"""Turns after which an objection left unanswered comes back, when the author says nothing."""


class PersonSource(Element):
    """Who the interlocutor is; any other key may be added and used in templates (``{{ personne.ville }}``)."""

    model_config = ConfigDict(extra="allow")

    name: Text = Field(alias="nom")
    age: int | None = Field(default=None, ge=0, le=120)
    situation: str = ""
    speech: dict[str, Any] = Field(default_factory=dict, alias="parler")


class GaugeSource(Element):
    """A quantity of the person that moves during the interview."""

    start: Number = Field(alias="depart")
    minimum: Number = Field(default=0, alias="min")
    maximum: Number = Field(default=100, alias="max")
    rest: Number | None = Field(default=None, alias="repos")
    """Where the gauge drifts by itself; no drift when absent."""
    step: Annotated[float, Field(ge=0, allow_inf_nan=False)] = Field(default=REST_STEP, alias="retour")
    """Points of drift per turn."""


class MoodSource(Element):
    """A temper of the person, worn while its condition is the first that holds."""

    id: Id
    condition: Condition | None = Field(default=None, alias="si")
    directions: Any = Field(default=None, alias="indication")


class ReactionSource(Element):
    """What the person feels about a way of doing, whatever the state."""

    condition: Condition = Field(alias="si")
    effects: Any = Field(alias="effets")
    why: str = Field(default="", alias="pourquoi")


class CorrectionSource(Element):
    """What makes the person see that they told a fact wrong."""

    condition: Condition = Field(alias="si")
    value: Text = Field(alias="valeur")
    lines: Any = Field(alias="reponses")


class FactSource(Element):
    """Something that the person knows."""

    id: Id
    value: LocatedStr | int | float = Field(alias="valeur")
    access: Access = Field(default="libre", alias="acces")
    condition: Condition | None = Field(default=None, alias="si")
    questions: list[Text] = Field(min_length=1)
    answers: Any = Field(alias="reponses")
    already: Any = Field(default=None, alias="deja_dit")
    refusals: Any = Field(default=None, alias="refus")
    correction: CorrectionSource | None = None


class ObjectionSource(Element):
    """A reason against, which the person keeps in mind until it is dealt with."""

    id: Id
    raised_when: Condition = Field(alias="leve_si")
    lines: Any = Field(alias="texte")
    again: Any = Field(default=None, alias="relance")
    again_after: int = Field(default=DEFAULT_FOLLOW_UP, ge=1, le=20, alias="relance_apres")
    answered_when: Condition = Field(alias="repondue_si")
    accepted: Any = Field(default=None, alias="acceptee")
    effects: Any = Field(default=None, alias="effets")
    ignored_effects: Any = Field(default=None, alias="effets_ignoree")
    why: str = Field(default="Vous avez répondu à son objection.", alias="pourquoi")
    ignored_why: str = Field(default="Son objection est restée sans réponse.", alias="pourquoi_ignoree")


class DocumentSource(Element):
    """A document that the learner may open beside the conversation."""

    id: Id
    title: Text = Field(alias="titre")
    text: Text = Field(alias="texte")
    """Markdown."""


class HintsSource(Element):
    """Help given on demand in training, beside the state's aim."""

    question: Text
    """Level 1: a question to ask oneself."""
    example: Text = Field(alias="exemple")
    """Level 3: what could be said."""


class TransitionSource(Element):
    """A way out of a state, taken when it is the first whose condition holds."""

    target: LocatedStr = Field(alias="vers")
    condition: Condition | None = Field(default=None, alias="si")
    effects: Any = Field(default=None, alias="effets")
    why: str = Field(default="", alias="pourquoi")
    lines: Any = Field(default=None, alias="dire")


class StateSource(Element):
    """A stage of the interview."""

    id: Id
    aim: Text = Field(alias="but")
    lines: Any = Field(alias="dire")
    linked: Any = Field(default=None, alias="enchainer")
    """Said instead of ``dire`` when an answer to a question comes first."""
    hints: HintsSource | None = Field(default=None, alias="indices")
    transitions: list[TransitionSource] = Field(default_factory=list)
    fallback: Any = Field(default=None, alias="sinon")
    silence: Any = None
    insult: Any = Field(default=None, alias="insulte")
    unknown_question: Any = Field(default=None, alias="question_inconnue")


class EndingSource(Element):
    """A way for the interview to end."""

    id: Id
    quality: Quality = Field(alias="qualite")
    title: Text = Field(alias="titre")
    sentence: Text = Field(alias="phrase")
    lines: Any = Field(alias="dire")


class FallbacksSource(Element):
    """What the person says, whatever the state, when the state itself has nothing (left) to say."""

    silence: Any
    insult: Any = Field(alias="insulte")
    fallback: Any = Field(alias="incompris")
    unknown_question: Any = Field(alias="question_inconnue")


class ScriptSource(Element):
    """A whole script file."""

    id: Id
    title: Text = Field(alias="titre")
    summary: Text = Field(alias="resume")
    activity: Id = Field(alias="activite")
    channels: list[Channel] = Field(min_length=1, alias="canaux")
    bloc: int = Field(ge=1, le=4)
    criteria: list[Text] = Field(min_length=1, alias="criteres")
    difficult: bool = Field(default=False, alias="difficile")
    level: int = Field(ge=1, le=3, alias="niveau")
    duration: int = Field(ge=1, le=100, alias="duree")
    """Expected number of exchanges."""
    max_turns: int | None = Field(default=None, ge=1, le=500, alias="tours_max")
    forced_ending: LocatedStr | None = Field(default=None, alias="fin_tours_max")
    """The ending reached when ``tours_max`` is exceeded; the first bad one when absent."""
    evaluation_seed: int = Field(ge=0, lt=2**63, alias="graine_evaluation")
    consigne: Text
    first_word: dict[Channel, FirstWord] = Field(default_factory=dict, alias="premier_mot")
    """Who speaks first, by channel; the person when absent."""
    person: PersonSource = Field(alias="personne")
    gauges: dict[LocatedStr, GaugeSource] = Field(default_factory=dict, alias="jauges")
    moods: list[MoodSource] = Field(default_factory=list, alias="humeurs")
    reactions: list[ReactionSource] = Field(default_factory=list)
    facts: list[FactSource] = Field(default_factory=list, alias="faits")
    objections: list[ObjectionSource] = Field(default_factory=list)
    documents: list[DocumentSource] = Field(default_factory=list)
    everywhere: list[TransitionSource] = Field(default_factory=list, alias="partout")
    """Ways out of any state, tried before the state's own."""
    states: list[StateSource] = Field(min_length=1, alias="etats")
    """The first is where the interview begins."""
    fallbacks: FallbacksSource = Field(alias="replis")
    endings: list[EndingSource] = Field(min_length=1, alias="fins")
