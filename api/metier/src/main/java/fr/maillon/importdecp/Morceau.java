package fr.maillon.importdecp;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** Un morceau du fichier déposé, dans l'ordre : un fichier n'est jamais entier en mémoire. */
@Entity
@Table(schema = "metier", name = "import_morceau")
@IdClass(Morceau.Cle.class)
class Morceau {
  static final int TAILLE = 1 << 20;

  @Id
  @Column(name = "import_id")
  UUID importId;

  @Id int rang;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  byte[] contenu;

  Morceau() {}

  Morceau(UUID importId, int rang, byte[] contenu) {
    this.importId = importId;
    this.rang = rang;
    this.contenu = contenu;
  }

  record Cle(UUID importId, int rang) {}
}
