/** 20 ms of mono linear audio at 8 kHz: 160 signed 16-bit samples. The unit of everything that is heard. */
export type Frame = Int16Array

export const SAMPLE_RATE = 8000
export const FRAME_SAMPLES = 160
export const FRAME_MS = 20

/** Returns the next frame; `null` after the last one. Silence is a frame of zeros. */
export interface FrameSource {
  read(): Frame | null
}
