import type { Form } from '../telephony/form.ts'
import type { Notices } from '../telephony/notices.ts'

/** Warns of parameters that change nothing here. */
export function noteUnsimulated(
  notices: Notices,
  callSid: string,
  form: Form,
  names: readonly string[],
): void {
  for (const name of given(form, names)) {
    const message = `${name} has no effect in the sandbox`
    notices.note({ level: 'warning', code: 20001, message, callSid })
  }
}

function given(form: Form, names: readonly string[]): string[] {
  return names.filter(
    (name) => ![undefined, '', 'false', 'do-not-record'].includes(valueOf(form, name)),
  )
}

function valueOf(form: Form, name: string): string | undefined {
  const value = form[name]
  return typeof value === 'string' ? value : value?.at(-1)
}
