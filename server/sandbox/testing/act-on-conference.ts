import { assertNever } from '../assert-never.ts'
import { control } from '../rest/testing/control.ts'
import type { Rig } from '../rest/testing/rig.ts'
import { ask } from './ask.ts'
import type { RandomAct } from './random-acts.ts'

type ConferenceAct = Extract<
  RandomAct,
  {
    does:
      | 'participant'
      | 'invite'
      | 'set'
      | 'end conference'
      | 'remove participant'
      | 'change wait URL'
      | 'announce'
  }
>

/** Does one thing to the newest conference, which need not be there, or to how conferences behave. */
export async function actOnConference(
  rig: Rig,
  act: ConferenceAct,
  { sid, callSid }: { readonly sid: string; readonly callSid: string },
): Promise<void> {
  const { app, description, number } = rig
  const conferences = `/api/2010-04-01/Accounts/${description.accountSid}/Conferences`
  const conference = `${conferences}/${sid}`
  const participant = `${conference}/Participants/${callSid}`
  const url = `${app.baseUrl}/wait`
  switch (act.does) {
    case 'participant':
      return await ask(rig, `${participant}.json`, { Hold: act.hold, Muted: act.muted })
    case 'invite': {
      const to = act.byName ? `${conferences}/room` : conference
      const wait = { StartConferenceOnEnter: act.starts, ...(act.waits && { WaitUrl: url }) }
      const label = act.label === '' ? {} : { Label: act.label }
      const form = { From: number, To: act.to, ...wait, ...label }
      return await ask(rig, `${to}/Participants.json`, form)
    }
    case 'set':
      await control(description.baseUrl, 'POST', '/settings', act.settings)
      return
    case 'end conference':
      return await ask(rig, `${conference}.json`, { Status: 'completed' })
    case 'remove participant':
      return await ask(rig, `${participant}.json`, null)
    case 'change wait URL':
      return await ask(rig, `${participant}.json`, { WaitUrl: url })
    case 'announce': {
      const to = act.toAll ? conference : participant
      return await ask(rig, `${to}.json`, { AnnounceUrl: url })
    }
    default:
      assertNever(act)
  }
}
