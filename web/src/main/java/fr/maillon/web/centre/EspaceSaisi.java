package fr.maillon.web.centre;

import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.web.commun.FicheSaisie;
import java.util.Arrays;
import java.util.List;

/** Un espace tel que le centre le décrit, à son ouverture et après. */
public abstract class EspaceSaisi extends FicheSaisie {
  protected String nom;
  protected String sirets;
  protected TypeEspace type;
  protected boolean parSiren;
  protected String administrateurNom;
  protected String administrateurCourriel;

  /** Un SIRET par ligne, ou séparés par des virgules. */
  protected List<String> listeDesSirets() {
    return sirets == null
        ? List.of()
        : Arrays.stream(sirets.split("[\\n,;]+"))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
  }

  public TypeEspace[] getTypes() {
    return TypeEspace.values();
  }

  public String getNom() {
    return nom;
  }

  public void setNom(String nom) {
    this.nom = nom;
  }

  public String getSirets() {
    return sirets;
  }

  public void setSirets(String sirets) {
    this.sirets = sirets;
  }

  public TypeEspace getType() {
    return type;
  }

  public void setType(TypeEspace type) {
    this.type = type;
  }

  public boolean isParSiren() {
    return parSiren;
  }

  public void setParSiren(boolean parSiren) {
    this.parSiren = parSiren;
  }

  public String getAdministrateurNom() {
    return administrateurNom;
  }

  public void setAdministrateurNom(String administrateurNom) {
    this.administrateurNom = administrateurNom;
  }

  public String getAdministrateurCourriel() {
    return administrateurCourriel;
  }

  public void setAdministrateurCourriel(String administrateurCourriel) {
    this.administrateurCourriel = administrateurCourriel;
  }
}
