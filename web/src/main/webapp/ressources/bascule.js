// La bascule : chercher un espace sans quitter la page. Sans ce fichier, le même bouton est un lien vers /espaces.
// Motif « combobox » à liste (WAI-ARIA APG) : le focus reste dans le champ, l'option courante est désignée par aria-activedescendant.
const cadre = document.getElementById("bascule");
const RACCOURCI = "maillon.raccourci";

if (cadre) {
  const lien = cadre.querySelector("a.espace");
  const bouton = creer("button", { type: "button", class: "espace", "aria-expanded": "false", "aria-controls": "bascule-volet" });
  bouton.append(...lien.childNodes);
  const champ = creer("input", { type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "bascule-liste",
    autocomplete: "off", autocapitalize: "none", spellcheck: "false", placeholder: "Nom, type, sigle…" });
  const libelle = creer("label", { class: "chercher" });
  libelle.append(creer("span", { class: "visually-hidden" }, "Chercher un maître d'ouvrage par son nom, son type ou son sigle"), champ);
  const liste = creer("ul", { id: "bascule-liste", role: "listbox", "aria-label": "Espaces" });
  const compteur = creer("p", { class: "compteur", role: "status" });
  const toute = creer("a", { href: lien.getAttribute("href") }, "Toute la liste");
  const coche = creer("input", { type: "checkbox" });
  const reglage = creer("label");
  reglage.append(coche, creer("span", {}, "Raccourci "), creer("kbd", {}, "Alt"), " + ", creer("kbd", {}, "Maj"), " + ", creer("kbd", {}, "M"));
  const astuce = creer("p", { class: "astuce" });
  astuce.append(toute, reglage);
  const volet = creer("div", { class: "volet", id: "bascule-volet", role: "group", "aria-label": "Changer d'espace", hidden: "" });
  volet.append(libelle, liste, compteur, astuce);
  lien.replaceWith(bouton, volet);

  let active = -1;
  let retour = bouton;
  let attente;
  let demande;
  let enRecherche = false; // ce qui est écrit n'a pas encore sa réponse
  let validee; // Entrée est venue avant la réponse : elle vaudra pour elle

  const options = () => [...liste.children];

  function designer(rang) {
    const toutes = options();
    active = toutes.length ? (rang + toutes.length) % toutes.length : -1;
    toutes.forEach((o, i) => o.setAttribute("aria-selected", String(i === active)));
    if (active < 0) champ.removeAttribute("aria-activedescendant");
    else {
      champ.setAttribute("aria-activedescendant", toutes[active].id);
      toutes[active].scrollIntoView({ block: "nearest" });
    }
  }

  function montrer(reponse, cherche) {
    liste.replaceChildren(...reponse.elements.map((e, i) => option(e, i)));
    champ.setAttribute("aria-expanded", String(reponse.elements.length > 0));
    compteur.textContent = reponse.annonce;
    if (cherche && reponse.elements.length) designer(0);
    else { active = -1; champ.removeAttribute("aria-activedescendant"); }
    const suite = validee;
    enRecherche = false;
    validee = undefined;
    if (suite && options()[active]) aller(options()[active], suite.ailleurs);
  }

  function option(e, i) {
    const o = creer("li", { role: "option", id: `bascule-${i}`, "aria-selected": "false", "data-adresse": e.adresse });
    const texte = creer("span");
    const detail = creer("small");
    if (e.icone) detail.append(image("icone", 16, `${cadre.dataset.icones}#${e.icone}`), " ");
    detail.append(e.detail);
    texte.append(e.nom, detail);
    o.append(e.couleur ? pastille(e) : creer("span", { class: "pastille", "aria-hidden": "true" }, e.sigle), texte);
    return o;
  }

  function vider() {
    liste.replaceChildren();
    compteur.textContent = "";
    active = -1;
    champ.removeAttribute("aria-activedescendant");
    enRecherche = true;
    validee = undefined;
  }

  async function chercher() {
    clearTimeout(attente);
    demande?.abort();
    demande = new AbortController();
    const cherche = champ.value.trim();
    try {
      const reponse = await fetch(`/bascule.json?${new URLSearchParams({ q: cherche, vers: cadre.dataset.liste })}`,
        { signal: demande.signal, credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!reponse.ok || !reponse.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(reponse.status));
      montrer(await reponse.json(), cherche);
    } catch (e) {
      if (e.name !== "AbortError") montrer({ elements: [], annonce: "La recherche ne répond pas. « Toute la liste » mène à la page des espaces." }, cherche);
    }
  }

  function ouvrir() {
    if (!volet.hidden) return;
    retour = volet.contains(document.activeElement) || document.activeElement === document.body ? bouton : document.activeElement;
    volet.hidden = false;
    bouton.setAttribute("aria-expanded", "true");
    champ.value = "";
    vider();
    champ.focus();
    chercher();
  }

  function fermer(rendre) {
    if (volet.hidden) return;
    clearTimeout(attente);
    demande?.abort();
    volet.hidden = true;
    bouton.setAttribute("aria-expanded", "false");
    champ.setAttribute("aria-expanded", "false");
    if (rendre) (retour.isConnected ? retour : bouton).focus();
  }

  function aller(o, ailleurs) {
    if (ailleurs) window.open(o.dataset.adresse, "_blank", "noopener");
    else location.assign(o.dataset.adresse);
  }

  bouton.addEventListener("click", () => { if (volet.hidden) ouvrir(); else fermer(true); });
  champ.addEventListener("input", () => {
    // la réponse à ce qui n'est plus écrit ne doit pas passer pour la bonne
    demande?.abort();
    enRecherche = true;
    validee = undefined;
    clearTimeout(attente);
    attente = setTimeout(chercher, 150);
  });
  champ.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    if (e.key === "ArrowDown") { e.preventDefault(); designer(active + 1); }
    else if (e.key === "ArrowUp") { e.preventDefault(); designer(active < 0 ? -1 : active - 1); }
    else if (e.key === "Enter") {
      e.preventDefault();
      const o = options()[active];
      if (enRecherche) validee = { ailleurs: e.ctrlKey || e.metaKey };
      else if (o) aller(o, e.ctrlKey || e.metaKey);
    }
  });
  volet.addEventListener("keydown", (e) => { if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); fermer(true); } });
  liste.addEventListener("mousedown", (e) => e.preventDefault());
  liste.addEventListener("click", (e) => { const o = e.target.closest("[role=option]"); if (o) aller(o, e.ctrlKey || e.metaKey); });
  liste.addEventListener("auxclick", (e) => { const o = e.target.closest("[role=option]"); if (o && e.button === 1) aller(o, true); });
  cadre.addEventListener("focusout", (e) => { if (e.relatedTarget && !cadre.contains(e.relatedTarget)) fermer(false); });
  document.addEventListener("click", (e) => { if (!cadre.contains(e.target)) fermer(false); });

  // Le raccourci : une combinaison, non une lettre seule ; annoncé, et chacun peut l'éteindre sur son poste (WCAG 2.1.4).
  const permis = () => memoire("lire") !== "non";
  const annoncer = () => { if (permis()) bouton.setAttribute("aria-keyshortcuts", "Alt+Shift+M"); else bouton.removeAttribute("aria-keyshortcuts"); };
  coche.checked = permis();
  coche.addEventListener("change", () => { memoire(coche.checked ? "oui" : "non"); annoncer(); });
  annoncer();
  document.addEventListener("keydown", (e) => {
    // sur macOS, Option change la lettre : la touche la dit alors
    const m = e.key.toLowerCase() === "m" || (!/^[a-z]$/i.test(e.key) && e.code === "KeyM");
    if (m && e.altKey && e.shiftKey && !e.ctrlKey && !e.metaKey && permis()) { e.preventDefault(); if (volet.hidden) ouvrir(); else fermer(true); }
  });
}

function memoire(quoi) {
  try {
    if (quoi === "lire") return localStorage.getItem(RACCOURCI);
    localStorage.setItem(RACCOURCI, quoi);
  } catch { /* un navigateur qui ne garde rien : le raccourci reste actif */ }
  return null;
}

function creer(nom, attributs = {}, texte) {
  const e = document.createElement(nom);
  for (const [cle, valeur] of Object.entries(attributs)) e.setAttribute(cle, valeur);
  if (texte !== undefined) e.textContent = texte;
  return e;
}

function svg(nom, attributs) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", nom);
  for (const [cle, valeur] of Object.entries(attributs)) e.setAttribute(cle, valeur);
  return e;
}

function image(classe, taille, adresse) {
  const e = svg("svg", { class: classe, width: taille, height: taille, fill: "currentColor", "aria-hidden": "true" });
  e.append(svg("use", { href: adresse }));
  return e;
}

function pastille(espace) {
  const longue = espace.sigle.length > 2;
  const e = svg("svg", { class: longue ? "pastille longue" : "pastille", viewBox: "0 0 24 24", "aria-hidden": "true" });
  const texte = svg("text", { x: 12, y: longue ? 15.2 : 16.2 });
  texte.textContent = espace.sigle;
  e.append(svg("rect", { width: 24, height: 24, rx: 5, fill: espace.couleur }), texte);
  return e;
}
