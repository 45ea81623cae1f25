/** Somebody to be on this page. */
export interface Person {
  readonly label: string
  /** Shown to the contact centre where its number has caller-ID lookup; empty for no name. */
  readonly name: string
  /** Empty for any free number. */
  readonly number: string
  readonly withheld: boolean
  /** Calls again when no agent was reached. */
  readonly callsAgain: boolean
}

const ordinary = { withheld: false, callsAgain: false }

export const SOMEONE: Person = { label: 'Someone else', name: '', number: '', ...ordinary }

/** Numbers that are kept for stories: no one can have them. */
export const PEOPLE: readonly Person[] = [
  SOMEONE,
  { label: 'Marta Oliveira', name: 'Marta Oliveira', number: '+14155550142', ...ordinary },
  { label: 'A caller without a name', name: '', number: '+14155550163', ...ordinary },
  {
    label: 'A private number',
    name: '',
    number: '+14155550190',
    withheld: true,
    callsAgain: false,
  },
  {
    label: 'Tomas Novak, who calls again after a miss',
    name: 'Tomas Novak',
    number: '+14155550117',
    withheld: false,
    callsAgain: true,
  },
]

export function personOf(label: string | null): Person | null {
  return PEOPLE.find((person) => person.label === label) ?? null
}
