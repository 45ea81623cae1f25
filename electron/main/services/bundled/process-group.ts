import type { ServerFailure, ServerGroupEvent } from './server-group.ts'

export interface GroupMember {
  readonly exited: Promise<void>
  end(): void
  kill(): void
}

/** A group of processes: when one exits, all are stopped; `exited` is sent after the last. */
export interface ProcessGroup {
  /** Adds a process. If the group is already stopping, this one is stopped at once. */
  add(member: GroupMember): void
  /** No process is added after this. */
  complete(): void
  fail(failure: ServerFailure): void
  end(): void
  kill(): void
  isEnding(): boolean
}

export function createProcessGroup(onEvent: (event: ServerGroupEvent) => void): ProcessGroup {
  const members = new Set<GroupMember>()
  let ending = false
  let complete = false
  let hasExited = false

  function review(): void {
    if (hasExited || !complete || members.size > 0) return
    hasExited = true
    onEvent({ kind: 'exited' })
  }

  function end(): void {
    ending = true
    // The last one first: the server hangs up calls while the sandbox is still there.
    Array.from(members).at(-1)?.end()
    review()
  }

  async function follow(member: GroupMember): Promise<void> {
    await member.exited
    members.delete(member)
    end()
  }

  return {
    add(member) {
      members.add(member)
      void follow(member)
      if (ending) member.end()
    },
    complete() {
      complete = true
      review()
    },
    fail(failure) {
      if (!ending) onEvent({ kind: 'failed', failure })
      end()
    },
    end,
    kill() {
      ending = true
      for (const member of members) member.kill()
      review()
    },
    isEnding: () => ending,
  }
}
