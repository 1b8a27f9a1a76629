// What somebody tells by hand: how they stand and where a stick is, before the test; buttons and pain, during it.

const at = (id) => document.getElementById(id);
const COMMANDS = {
  anyway: { do: "anyway" },
  enough: { do: "enough" },
  "leg-right": { do: "confirm", right: true },
  "leg-wrong": { do: "confirm", right: false },
};

function centimetres(id) {
  const text = at(id).value.trim();
  return text === "" ? null : Number(text) * Number(at(id).dataset.cm);
}

/** What was told before the test. */
export function toldBefore() {
  return {
    support: at("support").value,
    stick_left_cm: centimetres("stick-left"),
    stick_right_cm: centimetres("stick-right"),
  };
}

/** From now on `tell` sends what is told during the test; `answered` is called once the question of pain is. */
export function listen(tell, answered) {
  for (const [id, command] of Object.entries(COMMANDS)) at(id).addEventListener("click", () => tell(command));
  at("pain").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(event.target);
    tell({ do: "pain", score: Number(given.get("score")), where: at("where").value.trim() || null });
    event.target.reset();
    answered();
  });
}
