import type { Account, Deliver, Reservation, Task, WorkerState } from './account.ts'

const OPEN = new Set(['pending', 'accepted', 'wrapping'])
const RESERVED_MS = 120_000

/** TaskRouter: Tasks, who they are offered to, and what becomes of the offers. */
export class Routing {
  readonly #account: Account
  readonly #deliver: Deliver
  readonly #urls: () => { readonly assignment: string; readonly events: string }

  constructor(account: Account, deliver: Deliver, urls: Routing['urls']) {
    this.#account = account
    this.#deliver = deliver
    this.#urls = urls
  }

  get urls() {
    return this.#urls
  }

  /** `target`: the only Worker who may have it; null for anybody. */
  create(target: string | null, attributes: Task['attributes']): Task {
    return this.#add({ attributes, target })
  }

  cancel(task: Task): void {
    task.status = 'canceled'
    for (const reservation of task.reservations) {
      if (reservation.status === 'pending') this.#over(reservation, 'canceled')
    }
    this.route()
  }

  find(ref: { readonly taskSid: string; readonly reservationSid: string }) {
    const task = this.#account.tasks.find(({ sid }) => sid === ref.taskSid)
    const reservation = task?.reservations.find(({ sid }) => sid === ref.reservationSid)
    return task === undefined || reservation === undefined ? null : { task, reservation }
  }

  accept(task: Task, reservation: Reservation): void {
    reservation.status = 'accepted'
    task.status = 'assigned'
  }

  reject(task: Task, reservation: Reservation, activitySid: string | null): void {
    reservation.status = 'rejected'
    task.status = 'pending'
    if (activitySid !== null) this.move(reservation.workerSid, activitySid)
    this.route()
  }

  advance(task: Task, reservation: Reservation, to: 'wrapping' | 'completed'): void {
    reservation.status = to
    task.status = to
    this.route()
  }

  complete(task: Task): void {
    task.status = 'completed'
    for (const reservation of task.reservations) {
      if (OPEN.has(reservation.status)) reservation.status = 'completed'
    }
    this.route()
  }

  move(workerSid: string, activitySid: string): void {
    const worker = this.#account.workers.find(({ sid }) => sid === workerSid)
    if (worker === undefined || worker.activitySid === activitySid) return
    worker.activitySid = activitySid
    worker.changes += 1
    this.route()
  }

  /** Offers what waits to anybody who is free, those first who were not asked yet. */
  route(): void {
    for (const task of this.#account.tasks) {
      if (task.status !== 'pending') continue
      const asked = (worker: WorkerState) =>
        task.reservations.filter(({ workerSid }) => workerSid === worker.sid).length
      const [worker] = this.#account.workers
        .filter((each) => (task.target === null ? this.#isFree(each) : each.sid === task.target))
        .toSorted((a, b) => asked(a) - asked(b))
      if (worker !== undefined) this.#reserve(task, worker)
    }
  }

  #add(made: Pick<Task, 'attributes' | 'target'>): Task {
    const task: Task = {
      ...made,
      sid: this.#account.sid('WT'),
      status: 'pending',
      since: this.#account.clock.now(),
      reservations: [],
    }
    this.#account.tasks.push(task)
    this.route()
    return task
  }

  #isFree({ sid, activitySid }: WorkerState): boolean {
    const busy = this.#account.tasks.some(({ reservations }) =>
      reservations.some(({ workerSid, status }) => workerSid === sid && OPEN.has(status)),
    )
    return activitySid === 'WA-available' && !busy
  }

  #reserve(task: Task, worker: WorkerState): void {
    const reservation = { sid: this.#account.sid('WR'), workerSid: worker.sid, status: 'pending' }
    task.reservations.push(reservation)
    task.status = 'reserved'
    this.#account.clock.after(RESERVED_MS, () => this.#timeOut(task, reservation))
    const form = {
      TaskSid: task.sid,
      ReservationSid: reservation.sid,
      WorkerSid: worker.sid,
      TaskQueueSid: 'WQ1',
      TaskAttributes: JSON.stringify(task.attributes),
      WorkerAttributes: worker.attributes,
    }
    this.#account.tell(async () => {
      const answer = await this.#deliver(this.#urls().assignment, form)
      if (answer.includes('reject') && reservation.status === 'pending') {
        this.reject(task, reservation, null)
      }
    })
  }

  #timeOut(task: Task, reservation: Reservation): void {
    if (reservation.status !== 'pending') return
    task.status = 'pending'
    this.#over(reservation, 'timeout')
    this.move(reservation.workerSid, 'WA-timeout')
    this.route()
  }

  #over(reservation: Reservation, status: 'timeout' | 'canceled'): void {
    reservation.status = status
    const form = { EventType: `reservation.${status}`, ReservationSid: reservation.sid }
    this.#account.tell(async () => void (await this.#deliver(this.#urls().events, form)))
  }
}
