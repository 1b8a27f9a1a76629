// Draws over the picture, in the picture's own pixels: skeleton, angle arc, stick, target. The page flips it with the video.

const NAMES = [
  "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer", "left_ear",
  "right_ear", "mouth_left", "mouth_right", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist",
  "right_wrist", "left_pinky", "right_pinky", "left_index", "right_index", "left_thumb", "right_thumb", "left_hip",
  "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle", "left_heel", "right_heel", "left_foot_index",
  "right_foot_index",
];
const AT = Object.fromEntries(NAMES.map((name, index) => [name, index]));
const BONES = [
  ["left_shoulder", "right_shoulder"], ["left_hip", "right_hip"],
  ...["left", "right"].flatMap((side) =>
    [["shoulder", "elbow"], ["elbow", "wrist"], ["shoulder", "hip"], ["hip", "knee"], ["knee", "ankle"],
      ["ankle", "heel"], ["heel", "foot_index"]].map(([a, b]) => [`${side}_${a}`, `${side}_${b}`])),
];
const COLOURS = { left: "#5ab4ff", right: "#ffa550", bone: "#f5f7fa", rim: "#121820", stick: "#ffdd5a", target: "#7ee2a8" };

export function draw(canvas, size, answer) {
  const context = canvas.getContext("2d");
  const [width, height] = size;
  if (canvas.width !== width * 2) {
    canvas.width = width * 2;
    canvas.height = height * 2;
  }
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.clearRect(0, 0, width, height);
  if (!answer.points) return;
  if (answer.guide.mirrored) context.setTransform(-2, 0, 0, 2, 2 * width, 0);
  const unit = Math.min(width, height) / 240;
  lines(context, answer, unit);
  bones(context, answer, unit);
  if (answer.lifted && answer.rotation) arc(context, answer, unit);
}

function stroke(context, points, colour, width, dash = []) {
  context.lineCap = "round";
  context.setLineDash(dash);
  for (const [ink, line] of [[COLOURS.rim, width + 2], [colour, width]]) {
    context.strokeStyle = ink;
    context.lineWidth = line;
    context.beginPath();
    context.moveTo(points[0], points[1]);
    context.lineTo(points[2], points[3]);
    context.stroke();
  }
  context.setLineDash([]);
}

function lines(context, answer, unit) {
  if (answer.lines.stick) stroke(context, answer.lines.stick, COLOURS.stick, 3 * unit);
  if (answer.lines.target) stroke(context, answer.lines.target, COLOURS.target, 2 * unit, [7 * unit, 6 * unit]);
}

function bones(context, answer, unit) {
  for (const [a, b] of BONES) {
    const [from, to] = [answer.points[AT[a]], answer.points[AT[b]]];
    if (!from || !to) continue;
    const mine = answer.lifted && a.startsWith(answer.lifted) && b.startsWith(answer.lifted);
    const leg = mine && /hip|knee|ankle/.test(a) && /hip|knee|ankle/.test(b);
    stroke(context, [...from, ...to], leg ? COLOURS[answer.lifted] : COLOURS.bone, (leg ? 4 : 1.8) * unit);
  }
}

function arc(context, answer, unit) {
  const knee = answer.points[AT[`${answer.lifted}_knee`]];
  const ankle = answer.points[AT[`${answer.lifted}_ankle`]];
  if (!knee || !ankle) return;
  const reach = Math.hypot(ankle[0] - knee[0], ankle[1] - knee[1]) * 0.6;
  const now = Math.atan2(ankle[1] - knee[1], ankle[0] - knee[0]);
  const start = now + (ankle[0] >= knee[0] ? 1 : -1) * Math.abs(answer.rotation.degrees) * (Math.PI / 180);
  context.strokeStyle = COLOURS[answer.lifted];
  context.lineWidth = 3 * unit;
  context.beginPath();
  context.arc(knee[0], knee[1], reach, Math.min(start, now), Math.max(start, now));
  context.stroke();
}
