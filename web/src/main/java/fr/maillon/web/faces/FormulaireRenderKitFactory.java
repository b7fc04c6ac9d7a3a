package fr.maillon.web.faces;

import fr.maillon.web.Demande;
import fr.maillon.web.securite.JetonCsrf;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.render.RenderKit;
import jakarta.faces.render.RenderKitFactory;
import jakarta.faces.render.RenderKitWrapper;
import jakarta.faces.render.Renderer;
import jakarta.faces.render.RendererWrapper;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;

/**
 * Met le jeton, et la version lue, dans chaque {@code h:form}, et l'espace insécable dans chaque
 * phrase : aucune page ne peut les oublier.
 */
public final class FormulaireRenderKitFactory extends RenderKitFactory {

  public FormulaireRenderKitFactory(RenderKitFactory suivante) {
    super(suivante);
  }

  @Override
  public void addRenderKit(String id, RenderKit kit) {
    getWrapped().addRenderKit(id, kit);
  }

  @Override
  public RenderKit getRenderKit(FacesContext faces, String id) {
    var kit = getWrapped().getRenderKit(faces, id);
    return kit == null ? null : new Kit(kit);
  }

  @Override
  public Iterator<String> getRenderKitIds() {
    return getWrapped().getRenderKitIds();
  }

  private static final class Kit extends RenderKitWrapper {
    Kit(RenderKit suivant) {
      super(suivant);
    }

    @Override
    public Renderer<?> getRenderer(String famille, String type) {
      var rendu = super.getRenderer(famille, type);
      return rendu != null && UIForm.COMPONENT_FAMILY.equals(famille)
          ? new Formulaire(rendu)
          : rendu;
    }

    @Override
    public ResponseWriter createResponseWriter(Writer ecrivain, String types, String encodage) {
      return new EcritureFrancaise(super.createResponseWriter(ecrivain, types, encodage));
    }
  }

  private static final class Formulaire extends RendererWrapper {
    Formulaire(Renderer<?> suivant) {
      super(suivant);
    }

    @Override
    public void encodeBegin(FacesContext faces, UIComponent formulaire) throws IOException {
      var requete = (ServletRequest) faces.getExternalContext().getRequest();
      if (fichier(formulaire)) {
        requete.setAttribute(AdressePubliqueViewHandler.AVEC_JETON, Boolean.TRUE);
      }
      try {
        super.encodeBegin(faces, formulaire);
      } finally {
        requete.removeAttribute(AdressePubliqueViewHandler.AVEC_JETON);
      }
      var demande = Demande.de(requete).orElse(null);
      var page = faces.getResponseWriter();
      if (formulaire.getAttributes().get("lu") instanceof String lu) {
        cacher(page, formulaire, Lu.CHAMP, lu);
      }
      if (demande == null || fichier(formulaire)) {
        return;
      }
      cacher(
          page,
          formulaire,
          JetonCsrf.CHAMP,
          CDI.current().select(JetonCsrf.class).get().tracer(demande.identite(), demande.zone()));
    }

    private static void cacher(
        ResponseWriter page, UIComponent formulaire, String nom, String valeur) throws IOException {
      page.startElement("input", formulaire);
      page.writeAttribute("type", "hidden", null);
      page.writeAttribute("name", nom, null);
      page.writeAttribute("value", valeur, null);
      page.endElement("input");
    }

    private static boolean fichier(UIComponent formulaire) {
      return formulaire.getAttributes().get("enctype") instanceof String e
          && e.startsWith("multipart/");
    }
  }
}
