package fr.maillon.web.faces;

import fr.maillon.journal.DernierGeste;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import jakarta.servlet.ServletRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ce que la personne avait sous les yeux quand elle a posté. Tout formulaire qui décide ou corrige
 * dit de quoi et dans quelle version, par {@code <f:attribute name="lu" value="#{m:lu(id,
 * version)}"/>} ; le rendu l'écrit, l'envoi le rapporte, et un geste sur ce qui a changé depuis ne
 * part pas. Un formulaire qui n'a rien lu à écraser dit pourquoi, par {@code sansVersion}. {@code
 * VuesTest} exige l'un ou l'autre.
 */
public final class Lu implements PhaseListener {
  private static final long serialVersionUID = 1L;
  public static final String CHAMP = "_lu";
  private static final String ACTE = Lu.class.getName();
  private static final String INCOMPRIS =
      "Cet envoi n'a pas été compris, et rien n'a été enregistré. Reprenez-le avec un bouton de la"
          + " page.";
  private static final Pattern FORME =
      Pattern.compile("([0-9a-zA-Z_.-]{0,80})~([0-9a-zA-Z_.:-]{0,120})");

  /**
   * @param objet son identifiant, tel que le journal l'écrit ; null admis.
   * @param version un nombre, ou ce qui change quand l'objet change
   */
  public static String ecrire(Object objet, Object version) {
    return (objet == null ? "" : objet)
        + "~"
        + (version == null ? "" : version).toString().replaceAll("[^0-9a-zA-Z_.:-]", "-");
  }

  /**
   * « Validée par Camille Roux le 30 novembre à 14:12. » ; null quand on ne sait pas qui, ou pas
   * quand.
   */
  public static String fait(String participe, String par, Instant le) {
    var fait = VersionPerimee.Fait.de(participe, par, le);
    return fait == null ? null : fait.enClair() + ".";
  }

  /** Le numéro de version posté ; null : aucun, et le métier le dira. */
  public static Integer version(ServletRequest requete) {
    var version = morceau(requete.getParameter(CHAMP), 2);
    try {
      return version == null ? null : Integer.valueOf(version);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** L'identifiant posté ; null : aucun. */
  public static String objet(ServletRequest requete) {
    return morceau(requete.getParameter(CHAMP), 1);
  }

  private static String morceau(String lu, int rang) {
    var forme = lu == null ? null : FORME.matcher(lu);
    return forme == null || !forme.matches() || forme.group(rang).isEmpty()
        ? null
        : forme.group(rang);
  }

  /**
   * Pose une phrase et retient le geste s'il s'appuie sur ce qui a changé.
   *
   * @return vrai : rien ne doit partir
   */
  static boolean retient(FacesContext faces, UIComponent bouton) {
    var requete = (ServletRequest) faces.getExternalContext().getRequest();
    vu(faces);
    UIComponent formulaire = bouton;
    while (formulaire != null && !(formulaire instanceof UIForm)) {
      formulaire = formulaire.getParent();
    }
    if (formulaire == null || !(formulaire.getAttributes().get("lu") instanceof String actuel)) {
      return false;
    }
    var poste = requete.getParameter(CHAMP);
    var objet = morceau(poste, 1);
    // une autre ligne d'une liste qui a bougé : son objet n'est pas celui-ci, et le métier juge sa
    // version
    if (actuel.equals(poste) || objet != null && !objet.equals(morceau(actuel, 1))) {
      return false;
    }
    ActeListener.montrer(faces, new Refus(null, phrase(objet, formulaire)));
    return true;
  }

  /** Le bouton pressé est dans la page. */
  static void vu(FacesContext faces) {
    ((ServletRequest) faces.getExternalContext().getRequest()).setAttribute(ACTE, Boolean.TRUE);
  }

  private static String phrase(String objet, UIComponent formulaire) {
    if (formulaire != null
        && formulaire.getAttributes().get("devance") instanceof String dit
        && !dit.isBlank()) {
      return new VersionPerimee(dit).getMessage();
    }
    return new VersionPerimee(
            CDI.current().select(DernierGeste.class).get().sur(objet).orElse(null))
        .getMessage();
  }

  @Override
  public PhaseId getPhaseId() {
    return PhaseId.RENDER_RESPONSE;
  }

  /**
   * Le formulaire, ou son bouton, n'est plus dans la page : un autre a décidé entre-temps. Le taire
   * ferait croire que c'est fait.
   */
  @Override
  public void beforePhase(PhaseEvent phase) {
    var faces = phase.getFacesContext();
    var requete = (ServletRequest) faces.getExternalContext().getRequest();
    if (faces.isPostback()
        && requete.getAttribute(ACTE) == null
        && !faces.getMessages().hasNext()
        && !faces.getResponseComplete()) {
      if (partiSansSonBouton(faces, requete)) {
        faces.getExternalContext().setResponseStatus(400);
        ActeListener.montrer(faces, new Refus(null, INCOMPRIS));
      } else {
        ActeListener.montrer(
            faces, new Refus(null, phrase(morceau(requete.getParameter(CHAMP), 1), null)));
      }
    }
  }

  /**
   * Rien n'a changé sous les yeux de la personne, et pourtant nul geste n'est demandé : dire qu'un
   * autre est passé serait faux. Un formulaire qui n'est plus dans la page, ou dont la version a
   * bougé, a bien été devancé.
   */
  private static boolean partiSansSonBouton(FacesContext faces, ServletRequest requete) {
    var formulaires = new LinkedHashMap<String, UIForm>();
    formulaires(faces.getViewRoot(), faces, formulaires);
    var postes =
        requete.getParameterMap().entrySet().stream()
            .filter(p -> p.getValue().length == 1 && p.getKey().equals(p.getValue()[0]))
            .map(Map.Entry::getKey)
            .toList();
    return sansSonBouton(
        postes,
        formulaires.keySet(),
        postes.stream()
            .filter(formulaires::containsKey)
            .findFirst()
            .map(p -> formulaires.get(p).getAttributes().get("lu"))
            .orElse(null),
        requete.getParameter(CHAMP));
  }

  /**
   * @param postes les formulaires que l'envoi nomme : Faces y met leur nom pour valeur
   * @param montres ceux de la page telle qu'elle est maintenant
   * @param actuel ce que porte le formulaire posté, s'il y est encore ; null : il n'a rien lu à
   *     écraser
   * @param lu ce que l'envoi rapporte
   */
  static boolean sansSonBouton(
      Collection<String> postes, Set<String> montres, Object actuel, String lu) {
    return montres.containsAll(postes)
        && (postes.isEmpty() ? lu == null : actuel == null || actuel.equals(lu));
  }

  private static void formulaires(
      UIComponent ici, FacesContext faces, Map<String, UIForm> trouves) {
    if (!ici.isRendered()) {
      return;
    }
    if (ici instanceof UIForm formulaire) {
      trouves.put(formulaire.getClientId(faces), formulaire);
    }
    for (var enfants = ici.getFacetsAndChildren(); enfants.hasNext(); ) {
      formulaires(enfants.next(), faces, trouves);
    }
  }

  @Override
  public void afterPhase(PhaseEvent phase) {
    // rien : le geste est retenu avant, ou n'a pas lieu de l'être
  }
}
