import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * The part of veraPDF's command line that bulletin uses, over veraPDF's library: for checkouts where the program itself is
 * not installed. `CheckPdf --flavour 3a --format xml FILE…` prints one validationReport a file; exits 1 if one fails.
 */
public class CheckPdf {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[1]);
    boolean sound = true;
    System.out.println("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<report><jobs>");
    for (int at = 4; at < arguments.length; at++) sound &= check(arguments[at], flavour);
    System.out.println("</jobs></report>");
    System.exit(sound ? 0 : 1);
  }

  private static boolean check(String path, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.printf("<job><item><name>%s</name></item><validationReport isCompliant=\"%s\"><details>%n",
          escaped(path), result.isCompliant());
      Map<RuleId, Integer> counts = new LinkedHashMap<>();
      Map<RuleId, String> words = new LinkedHashMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
        counts.merge(assertion.getRuleId(), 1, Integer::sum);
        words.put(assertion.getRuleId(), assertion.getMessage());
      }
      for (RuleId rule : counts.keySet())
        System.out.printf("<rule clause=\"%s\" testNumber=\"%d\" status=\"failed\" failedChecks=\"%d\"><description>%s</description></rule>%n",
            rule.getClause(), rule.getTestNumber(), counts.get(rule), escaped(words.get(rule)));
      System.out.println("</details></validationReport></job>");
      return result.isCompliant();
    }
  }

  private static String escaped(String text) {
    return text == null ? "" : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
