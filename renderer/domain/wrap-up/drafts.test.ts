import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCall, makeDesk, makeWrapUp } from '../../../tests/fakes/snapshots.ts'
import { selectView } from '../../stores/select-view.ts'
import type { Effect } from '../model/effects.ts'
import type { UnstampedEvent } from '../model/events.ts'
import { ready, Walk } from '../testing/samples.ts'
import { makeDraft } from '../../../server/contract/wrap-up-draft.ts'

type Move =
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'due' | 'taken' | 'lost' | 'snapshot' | 'tick' | 'call-ends' }

const anyMoves = array(
  oneof(
    string({ maxLength: 3 }).map((text): Move => ({ kind: 'type', text })),
    constantFrom<Move['kind']>('due', 'taken', 'lost', 'snapshot', 'tick', 'call-ends').map(
      (kind) => ({ kind }) as Move,
    ),
  ),
  { maxLength: 60 },
)

/** A server that keeps what reaches it, and an agent who types during the call and after it. */
class Story {
  readonly walk = new Walk()
  stored = ''
  typed = ''
  #ended = false
  #revision = 1
  #timers = 0
  #onTheWay: Extract<Effect, { kind: 'notes-save' | 'draft-save' }> | null = null

  constructor() {
    this.walk.go(ready)
    // The call begins while this page looks on: it is not one to be joined again.
    this.#go({ kind: 'desk', snapshot: makeDesk({ revision: 1 }) })
    this.snapshot()
  }

  #go(happening: UnstampedEvent): void {
    for (const effect of this.walk.go([happening], 100)) {
      if (effect.kind === 'draft-wait') this.#timers += 1
      if (effect.kind === 'notes-save' || effect.kind === 'draft-save') {
        if (this.#onTheWay !== null) throw new Error('Two saves are on the way.')
        this.#onTheWay = effect
      }
    }
  }

  snapshot(): void {
    this.#revision += 1
    const notes = this.stored
    const snapshot = this.#ended
      ? makeDesk({
          revision: this.#revision,
          wrapUps: [makeWrapUp({ draft: makeDraft({ notes }) })],
        })
      : makeDesk({ revision: this.#revision, calls: [makeCall({ notes })] })
    this.#go({ kind: 'desk', snapshot })
  }

  move(move: Move): void {
    const sent = this.#onTheWay
    switch (move.kind) {
      case 'type':
        this.typed = move.text
        this.#go(
          this.#ended
            ? {
                kind: 'save-draft',
                callId: 'call-1',
                draft: makeDraft({ notes: move.text }),
              }
            : { kind: 'write-notes', callId: 'call-1', notes: move.text },
        )
        return
      case 'due':
        if (this.#timers === 0) return
        this.#timers -= 1
        return this.#go({ kind: 'draft-due', callId: 'call-1' })
      case 'taken':
        if (sent === null) return
        this.stored = sent.kind === 'notes-save' ? sent.notes : sent.draft.notes
        this.#onTheWay = null
        return this.#go({ kind: 'draft-saved', callId: 'call-1', revision: sent.revision })
      case 'lost':
        if (sent === null) return
        this.#onTheWay = null
        return this.#go({ kind: 'draft-failed', callId: 'call-1', error: 'unreachable' })
      case 'snapshot':
        return this.snapshot()
      case 'call-ends':
        this.#ended = true
        return this.snapshot()
      case 'tick':
        this.walk.now += 4_000
        return this.#go({ kind: 'tick' })
    }
  }

  shown(): string {
    const { stage } = selectView(this.walk.state)
    if (stage.kind === 'call') return stage.call.notes
    if (stage.kind === 'wrap-up') return stage.wrapUp.draft.notes
    return `nothing: ${stage.kind}`
  }
}

describe('what the agent types', () => {
  it('is always what is shown, and always reaches the server in the end', () => {
    assert(
      property(anyMoves, (moves) => {
        const story = new Story()
        for (const move of moves) {
          story.move(move)
          expect(story.shown()).toBe(story.typed)
        }
        for (let round = 0; round < 4; round += 1) {
          for (const kind of ['taken', 'tick', 'due', 'taken', 'snapshot'] as const) {
            story.move({ kind })
          }
        }
        expect(story.stored).toBe(story.typed)
      }),
    )
  })

  it('sends nothing while the wrap-up is being completed, and goes on when that fails', () => {
    const walk = new Walk()
    walk.go([
      ...ready,
      { kind: 'desk', snapshot: makeDesk({ wrapUps: [makeWrapUp()] }) },
      { kind: 'save-draft', callId: 'call-1', draft: makeDraft({ notes: 'a' }) },
    ])
    const draft = makeDraft({ dispositionId: 'resolved', notes: 'ab' })
    const completing = walk.go([
      { kind: 'complete-wrap-up', callId: 'call-1', draft },
      { kind: 'draft-due', callId: 'call-1' },
    ])
    expect(completing).toEqual([{ kind: 'wrap-up-complete', callId: 'call-1', draft }])
    const { stage } = selectView(walk.state)
    expect(stage).toMatchObject({ saving: { completing: true, error: null } })

    walk.go([{ kind: 'wrap-up-failed', callId: 'call-1', error: 'twilio-unavailable' }])
    const again = walk.go([{ kind: 'draft-due', callId: 'call-1' }])
    expect(again).toContainEqual({ kind: 'draft-save', callId: 'call-1', draft, revision: 2 })
    expect(selectView(walk.state).stage).toMatchObject({
      wrapUp: { draft },
      saving: { completing: false, error: 'twilio-unavailable', draft: 'unsaved' },
    })
  })

  it('keeps the disposition of the server until one was chosen here', () => {
    const walk = new Walk()
    const wrapUp = makeWrapUp({ draft: makeDraft({ dispositionId: 'resolved' }) })
    walk.go([
      ...ready,
      { kind: 'write-notes', callId: 'call-1', notes: 'said so' },
      { kind: 'desk', snapshot: makeDesk({ wrapUps: [wrapUp] }) },
    ])
    expect(walk.go([{ kind: 'draft-due', callId: 'call-1' }])).toEqual([
      {
        kind: 'draft-save',
        callId: 'call-1',
        revision: 1,
        draft: makeDraft({ dispositionId: 'resolved', notes: 'said so' }),
      },
    ])
  })

  it('saves nothing more once the wrap-up is gone, though the reply came after the proof', () => {
    const walk = new Walk()
    const draft = makeDraft({ dispositionId: 'resolved', notes: 'done' })
    walk.go([
      ...ready,
      { kind: 'desk', snapshot: makeDesk({ wrapUps: [makeWrapUp()] }) },
      { kind: 'save-draft', callId: 'call-1', draft },
      { kind: 'complete-wrap-up', callId: 'call-1', draft },
    ])
    const after = walk.go(
      [
        { kind: 'desk', snapshot: makeDesk({ revision: 2 }) },
        { kind: 'wrap-up-completed', callId: 'call-1' },
        { kind: 'draft-due', callId: 'call-1' },
        { kind: 'tick' },
      ],
      4_000,
    )
    expect(after.filter((effect) => effect.kind.endsWith('-save'))).toEqual([])
    expect(walk.state.drafts).toEqual({})
  })

  it('gives up in the end where the server has no place for it', () => {
    const walk = new Walk()
    walk.go([...ready, { kind: 'write-notes', callId: 'call-9', notes: 'to nobody' }])
    let sent = 0
    for (let round = 0; round < 20; round += 1) {
      const effects = walk.go([{ kind: 'draft-due', callId: 'call-9' }, { kind: 'tick' }], 11_000)
      sent += effects.filter((effect) => effect.kind === 'notes-save').length
      walk.go([{ kind: 'draft-failed', callId: 'call-9', error: 'not-found' }])
    }
    expect(sent).toBe(6)
  })
})
