package fr.maillon.web.espace;

import fr.maillon.isolation.TenantScope;
import fr.maillon.maitreouvrage.ConsulterEspace;
import fr.maillon.maitreouvrage.ReglerEspace;
import fr.maillon.maitreouvrage.ReglerEspace.ImageView;
import fr.maillon.regle.Introuvable;
import fr.maillon.web.Chemin;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Le logo d'un espace, vu de l'intérieur ou du centre ; à défaut, son sigle sur sa couleur.
 * L'adresse porte l'empreinte : elle se garde un an.
 */
@WebServlet("/interne/logo")
public class LogoServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient ReglerEspace regler;
  @Inject transient ConsulterEspace consulter;
  @Inject transient Chemin chemin;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var image = TenantScope.espace().isPresent() ? dIci() : duCentre();
    reponse.setContentType(image.type());
    reponse.setHeader("X-Content-Type-Options", "nosniff");
    reponse.setHeader(
        "Cache-Control",
        chemin.demande("v") == null ? "private, no-cache" : "private, max-age=31536000, immutable");
    reponse.setContentLength(image.contenu().length);
    reponse.getOutputStream().write(image.contenu());
  }

  private ImageView dIci() {
    var espace = TenantScope.espace().orElseThrow();
    return espace.logo() == null ? sigle(espace.sigle(), espace.couleur()) : regler.logo();
  }

  private ImageView duCentre() {
    var espace = consulter.executer(chemin.uuid("id"));
    try {
      return regler.logoAuCentre(espace.id());
    } catch (Introuvable e) {
      return sigle(espace.sigle(), espace.couleur());
    }
  }

  private static ImageView sigle(String sigle, String couleur) {
    var texte = sigle.replace("&", "&amp;").replace("<", "&lt;");
    return new ImageView(
        "image/svg+xml",
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 32\"><rect width=\"48\""
                + " height=\"32\" rx=\"4\" fill=\""
                + couleur
                + "\"/><text x=\"24\" y=\"21\" text-anchor=\"middle\" font-family=\"sans-serif\""
                + " font-size=\"14\" font-weight=\"700\" fill=\"#fff\">"
                + texte
                + "</text></svg>")
            .getBytes(StandardCharsets.UTF_8));
  }
}
