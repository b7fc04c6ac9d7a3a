package fr.maillon.web.espace;

import fr.maillon.beneficiaire.ListerBeneficiaires;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Les bénéficiaires d'une centrale d'achat, à emporter dans un tableur. */
@WebServlet("/interne/beneficiaires")
public class BeneficiairesCsvServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient ListerBeneficiaires lister;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    lister.csv(new AuPremierOctet(reponse));
  }

  /** Un refus arrive avant toute ligne : tant que rien n'est écrit, la réponse peut encore être une page. */
  private static final class AuPremierOctet extends OutputStream {
    private final HttpServletResponse reponse;
    private OutputStream sortie;

    AuPremierOctet(HttpServletResponse reponse) {
      this.reponse = reponse;
    }

    private OutputStream sortie() throws IOException {
      if (sortie == null) {
        reponse.setContentType("text/csv; charset=UTF-8");
        reponse.setHeader("Content-Disposition", "attachment; filename=\"beneficiaires.csv\"");
        sortie = reponse.getOutputStream();
      }
      return sortie;
    }

    @Override
    public void write(int octet) throws IOException {
      sortie().write(octet);
    }

    @Override
    public void write(byte[] octets, int debut, int combien) throws IOException {
      sortie().write(octets, debut, combien);
    }

    @Override
    public void flush() throws IOException {
      sortie().flush();
    }
  }
}
