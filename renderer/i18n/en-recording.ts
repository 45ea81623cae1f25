/** The words of the recording: what is proved, and what is asked for. */
export const recording = {
  starting: 'Recording starts…',
  on: 'Recording',
  pausing: 'Recording, pausing…',
  paused: 'Recording paused',
  resumesIn: (time: string) => `resumes in ${time}`,
  resuming: 'Recording resumes…',
  failed: 'Not recorded',
  pause: 'Pause',
  resume: 'Resume',
  pauseRecording: 'Pause recording',
  resumeRecording: 'Resume recording',
}
