"""What a drill room shows: clock, feed of injects and acts, and the director's board."""

from __future__ import annotations

from assistant.drills.after_action.wording import MARK_ZH, STANDING_ZH, clock_text, minutes_text, short_clause
from assistant.drills.records import Clause, DrillKit, ExpectedAction
from assistant.drills.run.records import Act, ActionStanding, Mark, Phase, RunState, SentInject, Standing
from assistant.ui import strings_drill as strings
from assistant.ui.rendering.markup import action_button, badge, escape, source_button, table

GOOD = frozenset({Mark.RIGHT})
POOR = frozenset({Mark.LATE, Mark.WRONG_ORDER, Mark.UNMATCHED})


def clock_html(state: RunState, title: str) -> str:
    """Return the head of a room: name, clock, phase, players."""
    names = "、".join(f"{name}（{role}）" for name, role in state.players.items())
    players = strings.ROOM_PLAYERS.format(names=names) if names else strings.ROOM_NO_PLAYERS
    pace = f" {badge(strings.ROOM_PACE.format(pace=state.pace), 'plain')}" if state.pace != 1 else ""
    return (
        f'<div class="drill-clock {state.phase.value}"><b class="clock">{clock_text(state.minute)}</b>'
        f"<span><strong>{escape(title)}</strong> {badge(strings.ROOM_PHASE[state.phase.value], 'plain')}{pace}"
        f'<br><small class="meta">{escape(players)}</small></span></div>'
    )


def feed_html(kit: DrillKit, state: RunState, *, reveal: bool, directs: bool = False, me: str = "") -> str:
    """Return injects and acts, newest first.

    Without `reveal` nothing tells what the plan expects; what only the unit can fill in is shown to whoever directs.
    """
    entries = [(one.minute, 0, inject_html(one, blanks=directs, clause=reveal)) for one in state.sent]
    entries += [
        (act.minute, act.act_no, act_html(kit, act, reveal=reveal, mine=act.player == me)) for act in state.acts
    ]
    if not entries:
        return f'<p class="hint">{strings.ROOM_WAITING if state.phase is Phase.READY else strings.ROOM_QUIET}</p>'
    entries.sort(key=lambda one: one[:2], reverse=True)
    return f'<ol class="drill-feed">{"".join(html for _, _, html in entries)}</ol>'


def inject_html(one: SentInject, *, blanks: bool, clause: bool) -> str:
    """Return an inject, with the blanks to be told by word of mouth and the clause it comes from where asked for."""
    source = f" {clause_button(one.inject.clause)}" if clause and one.inject.clause else ""
    open_words = one.inject.blanks if blanks else ()
    to_tell = "".join(blank_html(blank) for blank in open_words)
    return (
        f'<li class="inject"><span class="when">{clock_text(one.minute)}</span><div><b>{strings.ROOM_INJECT}</b> '
        f'<small class="meta">{escape(strings.ROOM_TO.format(whom=one.inject.to_whom))}</small>'
        f"<p>{escape(one.inject.text)}{to_tell}{source}</p></div></li>"
    )


def blank_html(what: str) -> str:
    """Return something that only the unit can fill in."""
    return f' <span class="blank">{escape(strings.BLANK.format(what=what))}</span>'


def act_html(kit: DrillKit, act: Act, *, reveal: bool, mine: bool) -> str:
    """Return an act with its mark and the words it rests on."""
    who = f"{act.player}（{act.role}）" if act.role and act.role != act.player else act.player
    told = verdict_html(kit, act) if reveal else f'<small class="meta">{strings.ROOM_HIDDEN}</small>'
    return (
        f'<li class="act{" mine" if mine else ""}"><span class="when">{clock_text(act.minute)}</span><div>'
        f"<b>{escape(who)}</b> {badge(strings.ROOM_CREDITED, 'plain') if act.credited else ''}"
        f"<p>{escape(act.text)}</p>{told}</div></li>"
    )


def verdict_html(kit: DrillKit, act: Act) -> str:
    """Return the mark, the clause, the evidence and who overruled."""
    marking = act.marking
    clause = clause_of(kit, marking.action_id)
    parts = [badge(MARK_ZH[marking.mark], f"status {css_of(marking.mark)}")]
    if clause:
        parts.append(clause_button(clause))
    if marking.evidence:
        words = "、".join(f"“{one}”" for one in marking.evidence)
        parts.append(f'<small class="meta">{escape(strings.ROOM_EVIDENCE.format(words=words))}</small>')
    if marking.missing:
        words = "、".join(marking.missing)
        parts.append(f'<small class="missing">{escape(strings.ROOM_MISSING.format(words=words))}</small>')
    if act.overruled_by:
        note = f"（{act.note}）" if act.note else ""
        said = strings.ROOM_OVERRULED.format(by=act.overruled_by, note=note, mark=MARK_ZH[act.proposed.mark])
        parts.append(f'<small class="meta">{escape(said)}</small>')
    return f'<div class="verdict">{" ".join(parts)}</div>'


def css_of(mark: Mark) -> str:
    """Return the style of a mark: as good, doubtful or bad evidence."""
    if mark in GOOD:
        return "grounded"
    return "partial" if mark in POOR else "no_evidence"


def clause_of(kit: DrillKit, action_id: str) -> Clause | None:
    """Return the clause of an action or of a ban, None for neither."""
    for action in kit.actions:
        if action.action_id == action_id:
            return action.clause
    return next((ban.clause for ban in kit.bans if ban.ban_id == action_id), None)


def clause_button(clause: Clause) -> str:
    """Return a button that opens the clause in the plan."""
    where = clause.heading_path[-1] if clause.heading_path else ""
    label = f"{strings.ROOM_CLAUSE}{' ' + where if where else ''}"
    return source_button(label, clause.document_id, clause.start, clause.end, title=short_clause(clause.quote))


def board_html(kit: DrillKit, state: RunState) -> str:
    """Return the director's board: injects to come, standings, acts to overrule."""
    sent = {one.inject.inject_id for one in state.sent}
    coming = [(number, one) for number, one in enumerate(kit.injects) if one.inject_id not in sent]
    send = state.phase in (Phase.RUNNING, Phase.PAUSED)
    items = "".join(
        f'<li><span class="when">{clock_text(one.minute)}</span> <span>{escape(one.text)} '
        f'<small class="meta">{escape(strings.ROOM_TO.format(whom=one.to_whom))}</small> '
        f"{action_button(strings.DIRECT_SEND, 'apply', index=number) if send else ''}</span></li>"
        for number, one in coming
    )
    coming_html = (
        f'<ol class="drill-coming">{items}</ol>' if items else f'<p class="hint">{strings.DIRECT_ALL_SENT}</p>'
    )
    return (
        f"<h4>{strings.DIRECT_NEXT}</h4>{coming_html}<h4>{strings.DIRECT_STANDINGS}</h4>{standings_html(state)}"
        f"{acts_html(state)}"
    )


def standings_html(state: RunState) -> str:
    """Return every expected action with how it stands; a credit button for what is not done."""
    rows = [standing_row(number, one) for number, one in enumerate(state.standings)]
    return table(strings.DIRECT_STANDING_HEADINGS, rows, css="drill-standings outcomes")


def standing_row(number: int, one: ActionStanding) -> list[str]:
    """Return the cells of one expected action."""
    undone = one.standing in (Standing.OPEN, Standing.OVERDUE, Standing.MISSED, Standing.WRONG_ROLE, Standing.WAITING)
    return [
        escape(one.action.actor or "—"),
        source_button(
            short_clause(one.action.action),
            one.action.clause.document_id,
            one.action.clause.start,
            one.action.clause.end,
        ),
        escape(one.action.limit or "—"),
        badge(STANDING_ZH[one.standing], f"plain standing-{one.standing.value}"),
        minutes_text(one.delay) if one.delay is not None else "",
        action_button(strings.DIRECT_CREDIT, "undo", css="action quiet", index=number) if undone else "",
    ]


def acts_html(state: RunState) -> str:
    """Return the acts with a button to overrule each, newest first."""
    items = "".join(
        f'<li><span class="when">{clock_text(act.minute)}</span> <span>{escape(act.player)}：{escape(act.text)} '
        f"{badge(MARK_ZH[act.marking.mark], f'status {css_of(act.marking.mark)}')} "
        f"{action_button(strings.DIRECT_OVERRULE, 'edit', index=act.act_no)}</span></li>"
        for act in reversed(state.acts)
    )
    return f'<ol class="drill-coming acts">{items}</ol>' if items else ""


def action_label(action: ExpectedAction) -> str:
    """Return an action as a choice of a list."""
    clause = short_clause(action.action)
    return clause if not action.actor or clause.startswith(action.actor) else f"{action.actor}：{clause}"
