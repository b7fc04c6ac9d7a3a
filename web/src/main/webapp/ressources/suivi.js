// L'avancement d'un import se montre seul, tant qu'il court ; sans ce fichier, « Actualiser » fait de même.
const suivi = document.getElementById("suivi");
const patience = 1500;

async function relire() {
  try {
    const reponse = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!reponse.ok) return setTimeout(relire, 4 * patience);
    const frais = new DOMParser().parseFromString(await reponse.text(), "text/html").getElementById("suivi");
    if (!frais || frais.dataset.etat !== "EN_COURS") return location.reload();
    suivi.replaceChildren(...frais.childNodes);
    setTimeout(relire, patience);
  } catch {
    setTimeout(relire, 4 * patience);
  }
}
setTimeout(relire, patience);
