import type { UnitEvent, UnitFault } from './unit.ts'

/** One of those that start, live and end together. */
export interface Member {
  readonly gone: Promise<void>
  /** Asks it to end in order. */
  end(): void
  kill(): void
}

/** Those that have been started: when one ends, all end, and `exited` is told when none is left. */
export interface Company {
  /** Takes one in. Where all are ending already, this one ends at once. */
  join<M extends Member>(member: M): M
  /** Nobody comes after this. */
  complete(): void
  fail(fault: UnitFault, details: readonly string[]): void
  end(): void
  kill(): void
  ending(): boolean
}

export function createCompany(hear: (event: UnitEvent) => void): Company {
  const members = new Set<Member>()
  let ending = false
  let complete = false
  let told = false

  function review(): void {
    if (told || !complete || members.size > 0) return
    told = true
    hear({ kind: 'exited' })
  }

  function end(): void {
    ending = true
    // The last one first: the server hangs up what it can while the sandbox is still there to hear it.
    Array.from(members).at(-1)?.end()
    review()
  }

  async function follow(member: Member): Promise<void> {
    await member.gone
    members.delete(member)
    end()
  }

  return {
    join(member) {
      members.add(member)
      void follow(member)
      if (ending) member.end()
      return member
    },
    complete() {
      complete = true
      review()
    },
    fail(fault, details) {
      if (!ending) hear({ kind: 'failed', fault, details })
      end()
    },
    end,
    kill() {
      ending = true
      for (const member of members) member.kill()
      review()
    },
    ending: () => ending,
  }
}
