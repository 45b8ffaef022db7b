import com.ibm.websphere.crypto.PasswordUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads a password from standard input, where neither a shell nor the list of processes sees it, and writes what Open
 * Liberty's basic registry keeps of it. Does what {@code securityUtility encode --encoding=hash} does.
 */
class PasswordHash {
    public static void main(String[] arguments) throws Exception {
        String password = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(PasswordUtil.encode(password, "hash", Map.of(PasswordUtil.PROPERTY_NO_TRIM, "true")));
    }
}
