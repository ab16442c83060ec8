using System.Globalization;
using System.Text;
using OtpNet;
using QRCoder;

namespace OrchardCore.Portal.SignIn.SecondStep;

/// <summary>Codes of an authenticator app: RFC 6238 as every such app has it (SHA-1, six digits, thirty seconds).</summary>
internal static class Authenticator
{
    public const int Digits = 6;
    private const int SecretBytes = 20;   // RFC 4226, 4, R6: 160 bits

    /// <summary>A new key, in Base32: what the app and the portal share.</summary>
    public static string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));

    /// <returns>The time step that the code is of; one before and one after the present count too, since clocks differ. Null where it is of none of these.</returns>
    public static long? StepOf(string secret, string code, DateTime utc) =>
        new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(utc, code, out var step, new VerificationWindow(previous: 1, future: 1)) ? step : null;

    /// <summary>"JBSW Y3DP …", for who types it.</summary>
    public static string Grouped(string secret) => string.Join(' ', secret.Chunk(4).Select(four => new string(four)));

    /// <summary>What the QR code says, in the form that the apps have agreed on.</summary>
    public static string Address(string secret, string retailer, string email) =>
        $"otpauth://totp/{Uri.EscapeDataString(retailer)}:{Uri.EscapeDataString(email)}?secret={secret}&issuer={Uri.EscapeDataString(retailer)}";

    /// <summary>A QR code as the path of an SVG, a unit a module: a picture that needs neither a file nor a style of its own.</summary>
    public static (string Path, string Size) Drawn(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
                if (code.ModuleMatrix[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return (path.ToString(), code.ModuleMatrix.Count.ToString(CultureInfo.InvariantCulture));
    }
}
