import { succeed } from '../../server/contract/result.ts'
import { composeSoftphone, type Softphone } from '../../renderer/app/compose-softphone.ts'
import type { AppView } from '../../renderer/view/app-view.ts'
import { FakePorts, makeSession, settle } from './fake-ports.ts'

export const available = { sid: 'WAavailable', name: 'Available', available: true }
export const unavailable = { sid: 'WAunavailable', name: 'Unavailable', available: false }

/** The whole renderer below the screens, on fakes. */
export class FakeDesk {
  readonly fakes = new FakePorts()
  readonly desk: Softphone = composeSoftphone(this.fakes.ports)

  get view(): AppView {
    return this.desk.store.getState().view
  }

  get did() {
    return this.fakes.did
  }

  get softphone() {
    return this.desk.actions.softphone
  }

  get actions() {
    return this.desk.actions
  }

  /** Signed in, registered, connected, with a live microphone: calls can reach this desk. */
  async becomeReady(): Promise<void> {
    this.fakes.answers.refresh = () => succeed(makeSession())
    await this.desk.start(null)
    await settle()
    this.fakes.server.emit({ kind: 'server-link', state: 'connected' })
    this.fakes.voice.emit({ kind: 'voice-registration', state: 'registered' })
    this.fakes.microphone.emit('live')
    this.fakes.worker.emit({
      kind: 'worker-ready',
      activities: [available, unavailable],
      current: available,
    })
    await settle()
    this.did.take()
  }

  ring(id = 'inbound-1', callId: string | null = 'call-1'): void {
    this.fakes.voice.emit({
      kind: 'voice-incoming',
      id,
      callId,
      callSid: 'CAagent',
      from: '+14155550123',
    })
  }
}
