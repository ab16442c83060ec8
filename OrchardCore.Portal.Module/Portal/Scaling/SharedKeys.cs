using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Scaling;

/// <summary>Where the keys of Data Protection are: in the data folder, or in Redis for all processes. Without a place of their own they would die with the machine's user, and every session with them.</summary>
internal sealed class SharedKeys(DataFolder folder, RedisLine redis, IOptions<PortalOptions> portal, IHostEnvironment host, ILoggerFactory logs) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = redis.IsUsed
            ? new RedisXmlRepository(() => redis.Database, redis.Name("keys"))
            : new FileSystemXmlRepository(Directory.CreateDirectory(Path.Combine(folder.Root, "keys")), logs);
        if (portal.Value.Keys is { CertificateFile: not "" } sealing)
            options.XmlEncryptor = new CertificateXmlEncryptor(Certificate(sealing, host), logs);
    }

    /// <exception cref="System.Security.Cryptography.CryptographicException">The file is no PKCS #12, or the password is not its own.</exception>
    public static X509Certificate2 Certificate(KeyOptions sealing, IHostEnvironment host) =>
        X509CertificateLoader.LoadPkcs12FromFile(Path.GetFullPath(sealing.CertificateFile, host.ContentRootPath), sealing.CertificatePassword);
}
