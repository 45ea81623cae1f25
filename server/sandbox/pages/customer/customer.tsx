import { useEffect, useRef, useState } from 'react'
import { CallCard, isLive } from './call-card.tsx'
import { CentreHint } from './centre-hint.tsx'
import { readCentre } from './customer-api.ts'
import { personOf, SOMEONE, type Person } from './people.ts'
import { usePhone } from './use-phone.ts'
import { You } from './you.tsx'

/** The page on which a person is a customer with a telephone. */
export function Customer() {
  const ear = useRef<HTMLAudioElement>(null)
  const view = usePhone(ear)
  const [person, setPerson] = useState<Person>(firstPerson)
  const [toNumber, setToNumber] = useState(() => query('to') ?? '')

  async function connect(as: Person): Promise<void> {
    const phone = await view.connect(as.number.trim())
    const connected = { ...as, number: phone.number }
    setPerson(connected)
    sessionStorage.setItem('person', JSON.stringify(connected))
  }

  useOnce(() => {
    view.run(async () => {
      await connect(person)
      if (query('to') !== null) return
      const [centreNumber = ''] = (await readCentre()).numbers
      // What the person has typed meanwhile stays.
      setToNumber((typed) => typed || centreNumber)
    })
  })

  return (
    <main>
      <h1>Customer's phone</h1>
      <p className="lead">You are a customer. Call the contact centre, or let it call you.</p>
      <CentreHint />
      <CallCard view={view} person={person} toNumber={toNumber} onType={setToNumber} />
      <p className="problem" role="alert" hidden={view.problem === null}>
        {view.problem}
      </p>
      <You
        person={person}
        disabled={view.busy || isLive(view.call)}
        onBe={(chosen) => view.run(() => connect(chosen))}
        onChange={(changed) => setPerson({ ...person, ...changed })}
        onUse={() => view.run(() => connect(person))}
      />
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- it is a telephone call */}
      <audio ref={ear} autoPlay />
    </main>
  )
}

/** Who the address names, or who this page was before it was loaded again. */
function firstPerson(): Person {
  const [name, number] = [query('name'), query('number')]
  if (name === null && number === null) return personBefore() ?? SOMEONE
  const known = personOf(name) ?? { ...SOMEONE, name: name ?? '' }
  return number === null ? known : { ...known, number }
}

function personBefore(): Person | null {
  const stored = sessionStorage.getItem('person')
  // Written by this page alone.
  return stored === null ? null : (JSON.parse(stored) as Person)
}

function query(name: string): string | null {
  return new URLSearchParams(location.search).get(name)
}

function useOnce(run: () => void): void {
  const done = useRef(false)
  useEffect(() => {
    if (done.current) return
    done.current = true
    run()
  })
}
