package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.Postgres;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Seule : {@link Jeu} y apprend une table que les autres bases n'ont pas. */
@Isolated
class TableNouvelleIT {
  /** Sa migration suffit : sa ligne, ses gestes, ses contrôles se lisent au catalogue. */
  @Test
  void uneTableDEspaceNouvelleNeDemandeQueSaMigration() throws SQLException {
    try (var neuve = Postgres.base();
        var usuelle = BaseSemee.copie();
        var ancienne = usuelle.connexionSuperutilisateur()) {
      try (var proprietaire = neuve.connexion(Postgres.OWNER)) {
        Jeu.executer(
            proprietaire,
            "create table metier.nouvelle (tenant_id uuid not null default app.tenant_courant(), id"
                + " uuid not null, lot_id uuid not null, nom text not null, montant numeric(9,2),"
                + " primary key (tenant_id, id), foreign key (tenant_id, lot_id) references"
                + " metier.lot (tenant_id, id)); call app.proteger_espace('metier.nouvelle')");
      }
      try {
        Jeu.semer(neuve);
        try (var c = new Controles(neuve)) {
          assertThat(c.liste)
              .filteredOn(x -> x.touche().contains("metier.nouvelle"))
              .hasSizeGreaterThan(20);
          assertThat(c.premierEchec(x -> x.touche().contains("metier.nouvelle"))).isEmpty();
        }
      } finally {
        Jeu.apprendre(ancienne);
      }
    }
  }
}
