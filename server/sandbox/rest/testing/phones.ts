/** Steers the sandbox's simulated telephones through its control API. */
export class Phones {
  readonly #base: string

  constructor(baseUrl: string) {
    this.#base = `${baseUrl}/sandbox/phones`
  }

  /** A phone that answers at once and speaks a tone. */
  async make(number: string, hz: number, answers: unknown = { afterSeconds: 0 }): Promise<void> {
    await this.behave(number, { answers, plays: { tone: hz } })
  }

  async behave(number: string, behaviour: object): Promise<void> {
    await this.#post('', { number, behaviour })
  }

  async dial(number: string, to: string): Promise<string> {
    const { callSid } = await this.#post(`/${number}/dial`, { to })
    return String(callSid)
  }

  async act(number: string, action: 'answer' | 'hangup'): Promise<void> {
    await this.#post(`/${number}/${action}`, {})
  }

  async press(number: string, digits: string): Promise<void> {
    await this.#post(`/${number}/digits`, { digits })
  }

  /** What the phone's party says, as text: nothing sounds. */
  async say(number: string, text: string, confidence: number): Promise<void> {
    await this.#post(`/${number}/speech`, { text, confidence })
  }

  /** The strongest frequency of the last second; null is silence. */
  async hears(number: string): Promise<number | null> {
    const view = await this.view(number)
    const { hz } = view['hears'] as { hz: number | null }
    return hz
  }

  /** What it heard since its call began, at 8 kHz; nothing if it has had none. */
  async heard(number: string): Promise<number[]> {
    const response = await fetch(`${this.#base}/${number}/heard.wav`)
    if (!response.ok) return []
    const wav = Buffer.from(await response.arrayBuffer())
    return Array.from({ length: (wav.length - 44) / 2 }, (_, i) => wav.readInt16LE(44 + i * 2))
  }

  async view(number: string): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#base}/${number}`)
    return (await response.json()) as Record<string, unknown>
  }

  async #post(path: string, body: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(this.#base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as Record<string, unknown>
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer
  }
}
