// Where a set stands after so many seconds. Pure: no clock, no page.
export function readPace(phases, times) {
  const parts = phases.trim().split(/\s+/).map((part) => {
    const [name, seconds] = part.split(":");
    return { name, seconds: Number(seconds) };
  });
  const cycle = parts.reduce((sum, part) => sum + part.seconds, 0);
  return { parts, cycle, times, seconds: cycle * times };
}

// The phase at a second: its name, the seconds left in it, which time through (from 0), and whether all is over.
export function at(pace, elapsed) {
  if (elapsed >= pace.seconds) return { name: "", left: 0, round: pace.times, over: true };
  const round = Math.floor(elapsed / pace.cycle);
  let into = elapsed - round * pace.cycle;
  for (const part of pace.parts) {
    if (into < part.seconds) return { name: part.name, left: part.seconds - into, round, over: false };
    into -= part.seconds;
  }
  const last = pace.parts[pace.parts.length - 1];
  return { name: last.name, left: 0, round, over: false };
}
