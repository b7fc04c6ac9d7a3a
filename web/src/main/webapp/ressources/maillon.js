// Améliorations seulement : sans ce fichier tout fonctionne.

// Un volet ouvert se ferme par Échap ou en cliquant ailleurs.
for (const volet of document.querySelectorAll("details.compte, details.choix")) {
  document.addEventListener("click", (e) => { if (volet.open && !volet.contains(e.target)) volet.open = false; });
  volet.addEventListener("keydown", (e) => { if (e.key === "Escape" && volet.open) { volet.open = false; volet.querySelector("summary").focus(); } });
  volet.addEventListener("focusout", (e) => { if (e.relatedTarget && !volet.contains(e.relatedTarget)) volet.open = false; });
}

// Sur un écran étroit les onglets défilent : celui de la page ne reste pas caché.
const onglets = document.querySelector(".sections");
const courant = onglets?.querySelector("[aria-current]");
if (courant) {
  const place = courant.getBoundingClientRect();
  onglets.scrollLeft += place.left - onglets.getBoundingClientRect().left - (onglets.clientWidth - place.width) / 2;
}

// Ce qui reste d'un texte borné se lit sous lui ; le serveur refuse au-delà, sans rien couper.
for (const champ of document.querySelectorAll("[data-limite]")) {
  const limite = Number(champ.dataset.limite);
  const compte = document.createElement("span");
  compte.className = "aide";
  compte.setAttribute("aria-live", "polite");
  champ.after(compte);
  const dire = () => {
    const reste = limite - champ.value.length;
    compte.textContent = reste < 0 ? `${-reste} caractères de trop sur ${limite}` : champ.tagName === "TEXTAREA" && reste <= limite / 5 ? `${reste} caractères restent sur ${limite}` : "";
  };
  champ.addEventListener("input", dire);
  dire();
}

// Après une saisie refusée, le premier champ fautif ; sinon le message.
document.querySelector('[aria-invalid="true"]')?.focus();

// Un double clic n'envoie pas deux fois.
for (const formulaire of document.querySelectorAll('form[method="post"]')) {
  formulaire.addEventListener("submit", (e) => {
    if (formulaire.dataset.parti) { e.preventDefault(); return; }
    formulaire.dataset.parti = "oui";
  });
}
window.addEventListener("pageshow", () => { for (const f of document.forms) delete f.dataset.parti; });
