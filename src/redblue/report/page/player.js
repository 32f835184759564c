// The player: a trajectory grows frame by frame, by button, arrow key or by itself.
const PACE_MS = 1500;
let playing = null;
let current = null;
let at = 0;

function openCase(one) {
  stop();
  current = one;
  byId("player-outcome").replaceChildren(chip(one.outcome));
  byId("player-title").textContent = `${one.scenario} · ${one.scenarioName}`;
  byId("player-about").textContent = [one.label, one.id + (one.epoch > 1 ? `, epoch ${one.epoch}` : ""), words(one.evidence)].join(" · ");
  byId("rail").replaceChildren(...data.frames[one.index].map(([kind, title], number) => {
    const button = make("button", `of-${kind}`, title);
    button.type = "button";
    button.addEventListener("click", () => go(number));
    return make("li", "", button);
  }));
  byId("frames").replaceChildren(...data.frames[one.index].map((frame) => sectionOf(frame, one)));
  if (!byId("player").open) byId("player").showModal();
  history.replaceState(null, "", hashOf(one.key));
  byId("next").focus();
  go(0);
}

function sectionOf([kind, title, about, parts], one) {
  const shown = [make("h3", "", title)];
  if (about) shown.push(make("p", "muted", about));
  const isVerbatim = ["prompt", "said", "code", "output", "effects"].includes(kind);
  for (const [caption, text] of parts) {
    if (caption) shown.push(make("h4", "", caption));
    if (text) shown.push(make(isVerbatim ? "pre" : "p", isVerbatim ? "" : "prose", text));
  }
  return make("section", `of-${kind} ${kind === "verdict" ? one.outcome : ""}`, ...shown);
}

function go(number) {
  const frames = data.frames[current.index];
  const sections = [...byId("frames").children];
  at = Math.max(0, Math.min(number, frames.length - 1));
  sections.forEach((section, position) => {
    section.hidden = position > at;
    section.classList.toggle("now", position === at);
  });
  const fits = sections[at].offsetHeight < byId("frames").clientHeight;
  sections[at].scrollIntoView({ block: fits ? "nearest" : "start" });
  [...byId("rail").children].forEach(({ firstChild: button }, position) => {
    button.toggleAttribute("data-seen", position < at);
    if (position === at) {
      button.setAttribute("aria-current", "step");
      button.scrollIntoView({ block: "nearest", inline: "center" });
    } else button.removeAttribute("aria-current");
  });
  byId("where").replaceChildren(`${at + 1} of ${frames.length}`, make("span", "unseen", `: ${frames[at][1]}`));
  byId("back").setAttribute("aria-disabled", at === 0);
  byId("next").setAttribute("aria-disabled", at === frames.length - 1);
  byId("case-before").setAttribute("aria-disabled", !neighbour(-1));
  byId("case-after").setAttribute("aria-disabled", !neighbour(1));
}

function neighbour(step) {
  for (let i = fitting.indexOf(current) + step; fitting[i]; i += step) if (data.frames[fitting[i].index]) return fitting[i];
  return null;
}

function stop() {
  clearInterval(playing);
  playing = null;
  byId("play").textContent = "▶ play";
  byId("play").setAttribute("aria-pressed", "false");
}

function play() {
  const last = data.frames[current.index].length - 1;
  if (at === last) go(0);
  byId("play").textContent = "❚❚ pause";
  byId("play").setAttribute("aria-pressed", "true");
  playing = setInterval(() => {
    go(at + 1);
    if (at === last) stop();
  }, PACE_MS);
}

if (data) {
  const step = (by) => {
    stop();
    go(at + by);
  };
  const turn = (by) => neighbour(by) && openCase(neighbour(by));
  const player = byId("player");
  byId("back").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("play").addEventListener("click", () => (playing ? stop() : play()));
  byId("case-before").addEventListener("click", () => turn(-1));
  byId("case-after").addEventListener("click", () => turn(1));
  byId("close").addEventListener("click", () => player.close());
  player.addEventListener("click", (event) => event.target === player && player.close());
  player.addEventListener("close", () => {
    stop();
    history.replaceState(null, "", hashOf());
    byId("list").querySelector(`[data-index="${current.index}"]`)?.focus();
  });
  player.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), Home: () => step(-Infinity), End: () => step(Infinity) };
    if (event.key === " " && event.target.tagName !== "BUTTON") keys[" "] = () => (playing ? stop() : play());
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}
