import { PEOPLE, type Person } from './people.ts'

interface Props {
  readonly person: Person
  readonly disabled: boolean
  /** Somebody of the list: their number is used at once. */
  readonly onBe: (person: Person) => void
  /** A field was changed. */
  readonly onChange: (changed: Partial<Person>) => void
  readonly onUse: () => void
}

/** Who the person at this page is, and what the contact centre can see of that. */
export function You({ person, disabled, onBe, onChange, onUse }: Props) {
  return (
    <section className="card" aria-labelledby="own-heading">
      <h2 id="own-heading">You</h2>
      <label htmlFor="person">Be</label>
      <select
        id="person"
        disabled={disabled}
        value={person.label}
        onChange={({ target }) => {
          const chosen = PEOPLE.find(({ label }) => label === target.value)
          if (chosen !== undefined) onBe(chosen)
        }}
      >
        {PEOPLE.map(({ label }) => (
          <option key={label}>{label}</option>
        ))}
      </select>
      <label htmlFor="own-name">Your name, as caller ID shows it</label>
      <input
        id="own-name"
        autoComplete="off"
        spellCheck="false"
        maxLength={100}
        disabled={person.withheld}
        value={person.name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onUse()
        }}
      >
        <label htmlFor="own-number">Your number</label>
        <div className="row">
          <input
            id="own-number"
            type="tel"
            autoComplete="off"
            spellCheck="false"
            value={person.number}
            onChange={({ target }) => onChange({ number: target.value })}
          />
          <button type="submit" disabled={disabled}>
            Use this number
          </button>
        </div>
      </form>
      <Choice
        text="Private number: the contact centre sees no number and no name"
        checked={person.withheld}
        onChange={(withheld) => onChange({ withheld })}
      />
      <Choice
        text="Call again when no agent answers"
        checked={person.callsAgain}
        onChange={(callsAgain) => onChange({ callsAgain })}
      />
    </section>
  )
}

interface ChoiceProps {
  readonly text: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

function Choice({ text, checked, onChange }: ChoiceProps) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      {text}
    </label>
  )
}
