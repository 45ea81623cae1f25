/** In-place radix-2 Fourier transform; both arrays have the same power-of-two length. */
function transform(re: Float64Array, im: Float64Array): void {
  const n = re.length
  reorder(re, im)
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2
    const step = (-2 * Math.PI) / size
    for (let k = 0; k < half; k++) {
      const cos = Math.cos(step * k)
      const sin = Math.sin(step * k)
      for (let a = k; a < n; a += size) {
        const b = a + half
        const real = (re[b] ?? 0) * cos - (im[b] ?? 0) * sin
        const imaginary = (re[b] ?? 0) * sin + (im[b] ?? 0) * cos
        re[b] = (re[a] ?? 0) - real
        im[b] = (im[a] ?? 0) - imaginary
        re[a] = (re[a] ?? 0) + real
        im[a] = (im[a] ?? 0) + imaginary
      }
    }
  }
}

function reorder(re: Float64Array, im: Float64Array): void {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i >= j) continue
    const [real, imaginary] = [re[i] ?? 0, im[i] ?? 0]
    re[i] = re[j] ?? 0
    im[i] = im[j] ?? 0
    re[j] = real
    im[j] = imaginary
  }
}

/** The strongest frequency of a signal in Hz, to a fraction of a hertz for a steady tone. */
export function strongestFrequency(samples: Int16Array, rate: number): number {
  const size = 2 ** Math.ceil(Math.log2(samples.length))
  const re = new Float64Array(size)
  const im = new Float64Array(size)
  for (let i = 0; i < samples.length; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (samples.length - 1))
    re[i] = (samples[i] ?? 0) * window
  }
  transform(re, im)
  const power = (bin: number) => (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2
  let peak = 1
  for (let bin = 2; bin < size / 2; bin++) if (power(bin) > power(peak)) peak = bin
  // The peak of a parabola through the three highest bins, on a logarithmic scale, lies between bins.
  const [low, top, high] = [peak - 1, peak, peak + 1].map((bin) => Math.log(power(bin) + 1e-9))
  const bend = (low ?? 0) - 2 * (top ?? 0) + (high ?? 0)
  const offset = bend === 0 ? 0 : (0.5 * ((low ?? 0) - (high ?? 0))) / bend
  return ((peak + offset) * rate) / size
}
