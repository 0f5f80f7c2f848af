// The network that one can take in hand: drag, zoom, tap. A figure that has data-graph (an address of nodes and edges as JSON) shows it in place of the
// picture that the server made; the table under it stays. Arabic is drawn by the browser, which shapes it; colours are those of site.css.
import cytoscape from "cytoscape";

// The library would add a <style> of its own, which the policy of our pages forbids; it does not where this id is taken. site.css says the same.
const stylesheet = "__________cytoscape_stylesheet";

const colours = { PER: "--speaker", ORG: "--via", LOC: "--contact-ink" };

function styles() {
  const page = getComputedStyle(document.documentElement);
  const colour = (name) => page.getPropertyValue(name).trim();
  const label = { color: colour("--ink"), "font-family": getComputedStyle(document.body).fontFamily, "text-background-color": colour("--paper"), "text-background-opacity": 0.85, "text-background-padding": "2px" };
  const types = Object.entries(colours).map(([type, name]) => ({ selector: `node[type = "${type}"]`, style: { "background-color": colour(name) } }));
  return [
    { selector: "node", style: { ...label, label: "data(name)", width: "data(size)", height: "data(size)", "background-color": colour("--soft"), "font-size": 13, "min-zoomed-font-size": 5, "text-valign": "bottom", "text-margin-y": 5, "text-wrap": "wrap", "text-max-width": "130px" } },
    ...types,
    { selector: "edge", style: { width: "data(width)", "line-color": colour("--name"), opacity: 0.6, "curve-style": "haystack" } },
    { selector: ".aside", style: { opacity: 0.15 } },
    { selector: "edge.near", style: { ...label, "line-color": colour("--accent"), opacity: 1, label: "data(count)", "font-size": 12 } },
  ];
}

// elements leaves out edges to nobody. Areas, not diameters, grow with the count.
function elements({ nodes, edges }) {
  const ids = new Set(nodes.map((n) => String(n.id)));
  return [
    ...nodes.map((n) => ({ data: { ...n, id: String(n.id), size: 14 + 5 * Math.sqrt(Math.min(n.count, 100)) } })),
    ...edges
      .filter((e) => ids.has(String(e.source)) && ids.has(String(e.target)) && e.source !== e.target)
      .map((e) => ({ data: { ...e, id: undefined, source: String(e.source), target: String(e.target), width: 1 + 1.5 * Math.sqrt(Math.min(e.count, 30)) } })),
  ];
}

// place spreads the nodes: from a circle, so that the same network looks the same each time.
function place(cy) {
  cy.layout({ name: "circle", animate: false }).run();
  cy.layout({ name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 90, nodeRepulsion: () => 400000, nodeOverlap: 20, padding: 30 }).run();
}

// follow goes to a node's page, which is one of ours.
function follow(url) {
  const to = new URL(url, location.href);
  if (to.origin === location.origin) location.assign(to);
}

// point shows what a node has to do with, and says it in words where the page has room for them (data-picked).
function point(cy, figure) {
  const said = figure.querySelector("[data-picked]");
  const show = (near, words) => {
    cy.elements().addClass("aside");
    near.removeClass("aside");
    near.edges().addClass("near");
    if (said) said.textContent = words;
  };
  const rest = () => {
    cy.elements().removeClass("aside near");
    if (said) said.textContent = "";
  };
  const pair = (edge) => `${edge.source().data("name")} – ${edge.target().data("name")}: ${edge.data("types") || edge.data("count")}`;
  cy.on("mouseover", "node", (e) => show(e.target.closedNeighborhood(), e.target.data("name")));
  cy.on("mouseover tap", "edge", (e) => show(e.target.union(e.target.connectedNodes()), pair(e.target)));
  cy.on("mouseout", "node, edge", rest);
  cy.on("tap", (e) => e.target === cy && rest());
  cy.on("tap", "node", (e) => e.target.data("url") && follow(e.target.data("url")));
}

// zoom wires the buttons that the page has for it: data-zoom="in", "out", "fit".
function zoom(cy, figure) {
  const by = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  const does = { in: () => by(1.25), out: () => by(0.8), fit: () => cy.fit(undefined, 30) };
  for (const button of figure.querySelectorAll("[data-zoom]")) {
    button.hidden = false;
    button.addEventListener("click", does[button.dataset.zoom]);
  }
}

async function open(figure) {
  const answer = await fetch(figure.dataset.graph, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${figure.dataset.graph}: ${answer.status}`);
  const graph = await answer.json();
  const picture = figure.querySelector("svg");
  const room = document.createElement("div");
  room.className = "graph";
  room.setAttribute("role", "img");
  room.setAttribute("aria-label", picture?.querySelector("title")?.textContent ?? document.title);
  const taken = document.createElement("i");
  taken.id = stylesheet;
  taken.hidden = true;
  if (!document.getElementById(stylesheet)) figure.append(taken);
  if (picture) picture.replaceWith(room);
  else figure.prepend(room);
  const cy = cytoscape({ container: room, elements: elements(graph), style: styles(), minZoom: 0.1, maxZoom: 5 });
  place(cy);
  cy.on("resize", () => cy.fit(undefined, 30));
  point(cy, figure);
  zoom(cy, figure);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(styles()));
  figure.dataset.drawn = cy.nodes().length;
}

for (const figure of document.querySelectorAll("figure[data-graph]")) {
  open(figure).catch((fault) => {
    console.error(fault);
    figure.querySelector("[data-failed]")?.removeAttribute("hidden");
  });
}
