using System.ComponentModel.DataAnnotations;

namespace OrchardCore.Portal;

/// <summary>The settings of a portal, under "Portal" in the host's configuration. Every one has a default that needs no server.</summary>
public sealed class PortalOptions : IValidatableObject
{
    /// <summary>Databases, uploaded files, keys and undelivered mail. Relative to the host's content root.</summary>
    [Required] public string DataFolder { get; set; } = "portal-data";

    /// <summary>Where a retailer's own files lie in the data folder.</summary>
    [Required] public string RetailerFolder { get; set; } = "retailers/{retailer}";

    /// <summary>
    /// Where this host is reached from outside, as in "https://portal.example.com": links in the mails of retailers that are found by path
    /// prefix begin with it. A retailer with a host name of its own does not need it.
    /// </summary>
    [Url] public string? PublicAddress { get; set; }

    /// <summary>A JSON file with sign-ins and import keys for retailers that have none yet; relative to the host's content root. Empty: none.</summary>
    public string FirstSignIns { get; set; } = "";

    /// <summary>A JSON file with tickets for retailers that have none yet, as samples/demo-tickets.json; relative to the host's content root. Empty: none.</summary>
    public string FirstTickets { get; set; } = "";

    /// <summary>What this process does: answers requests, works through jobs, or both.</summary>
    public ProcessRole Role { get; set; } = ProcessRole.Both;

    public DatabaseOptions Database { get; set; } = new();
    public JobOptions Jobs { get; set; } = new();
    public RedisOptions Redis { get; set; } = new();
    public KeyOptions Keys { get; set; } = new();
    public MailOptions Mail { get; set; } = new();
    public ImportOptions Imports { get; set; } = new();
    public PaymentOptions Payments { get; set; } = new();
    public AttachmentOptions Attachments { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Role != ProcessRole.Both && Jobs.ConnectionString == "")
            yield return new ValidationResult("Portal:Role is Web or Worker, so Portal:Jobs:ConnectionString must name the PostgreSQL database through which the processes hand jobs to each other.", [nameof(Jobs)]);
        if (Role != ProcessRole.Both && Redis.ConnectionString == "")
            yield return new ValidationResult("Portal:Role is Web or Worker, so Portal:Redis:ConnectionString must name the Redis that holds the keys which all processes share.", [nameof(Redis)]);
        if (Database.Engine == DatabaseEngine.PostgreSql && !(Database.ConnectionTemplate + Database.Schema).Contains("{retailer}", StringComparison.Ordinal))
            yield return new ValidationResult("Portal:Database:ConnectionTemplate must have {retailer} in it, as in \"Host=db;Database=portal_{retailer};Username=portal\"; or, where retailers share a database, Portal:Database:Schema must.", [nameof(Database)]);
    }
}

public enum DatabaseEngine { Sqlite, PostgreSql }

public sealed class DatabaseOptions
{
    public DatabaseEngine Engine { get; set; } = DatabaseEngine.Sqlite;

    /// <summary>A connection string with {retailer} in it, such as "Host=db;Database=portal_{retailer};Username=portal". Empty: a SQLite file in the data folder.</summary>
    public string ConnectionTemplate { get; set; } = "";

    /// <summary>Where retailers share a PostgreSQL database: the schema of each, such as "portal_{retailer}". Empty: the database is the retailer's alone.</summary>
    public string Schema { get; set; } = "";
}

public enum ProcessRole { Both, Web, Worker }

public sealed class JobOptions
{
    /// <summary>A PostgreSQL database for the jobs of all processes. Empty: they live in this process, and what it leaves undone is found in the retailers' databases at its next start.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Jobs that run at once in this process. Nought: as many as it has processors, and two at least.</summary>
    [Range(0, 200)] public int Workers { get; set; }
}

public sealed class RedisOptions
{
    /// <summary>"redis:6379,password=…": keys of Data Protection, counters of rate limits and word of changes are shared by all processes. Empty: there is one process.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>What the portal's names in Redis begin with, where others use it too.</summary>
    [Required] public string Prefix { get; set; } = "portal";
}

public sealed class KeyOptions
{
    /// <summary>A PKCS #12 file: the keys of Data Protection, which protect sign-ins and Stripe keys, are encrypted with its certificate where they are stored. Relative to the host's content root.</summary>
    public string CertificateFile { get; set; } = "";
    public string CertificatePassword { get; set; } = "";
}

/// <summary>How the connection to the mail server is kept private. None is for a server on this machine.</summary>
public enum SmtpSecurity { StartTls, SslOnConnect, None }

public sealed class MailOptions
{
    /// <summary>Empty: mails are dropped as .eml files into the retailer's data folder, under mail/.</summary>
    public string SmtpHost { get; set; } = "";
    [Range(1, 65535)] public int SmtpPort { get; set; } = 587;
    public string SmtpUser { get; set; } = "";
    public string SmtpPassword { get; set; } = "";

    public SmtpSecurity SmtpSecurity { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The address that mails come from, where the server sends for one domain only. Empty: the retailer's own contact address.</summary>
    public string From { get; set; } = "";
}

public sealed class ImportOptions
{
    /// <summary>The largest file that is taken, in bytes: 2 GiB.</summary>
    [Range(1, long.MaxValue)] public long MaxFileBytes { get; set; } = 2L << 30;

    /// <summary>How often the drop folders are looked through, in seconds.</summary>
    [Range(1, 3600)] public int DropFolderSeconds { get; set; } = 10;

    /// <summary>What the retailers' people read as the name of their drop folder, such as "sftp://files.example.com/{retailer}/drop". Empty: that it is on the server.</summary>
    public string DropFolderName { get; set; } = "";

    /// <summary>Rows written in one transaction.</summary>
    [Range(100, 1_000_000)] public int ChunkRows { get; set; } = 5000;

    /// <summary>How long what an import changed is kept as it was before, so that the import can be undone. Nought: not at all.</summary>
    [Range(0, 3650)] public int UndoDays { get; set; } = 30;

    /// <summary>An import that changes more rows than this cannot be undone; what it added counts for nothing here.</summary>
    [Range(0, 1_000_000_000)] public long UndoRows { get; set; } = 5_000_000;

    /// <summary>What a zip may come to when it is unpacked, in bytes: 8 GiB.</summary>
    [Range(1, long.MaxValue)] public long MaxUnpackedBytes { get; set; } = 8L << 30;

    /// <summary>How many files a zip may hold.</summary>
    [Range(1, 1_000_000)] public int MaxZipFiles { get; set; } = 100_000;

    /// <summary>The largest bill as PDF, in bytes: 50 MiB.</summary>
    [Range(1, long.MaxValue)] public long MaxPdfBytes { get; set; } = 50L << 20;

    /// <summary>The longest XML document, in characters, the PDF inside included.</summary>
    [Range(1, long.MaxValue)] public long MaxXmlCharacters { get; set; } = 100L << 20;
}

/// <summary>Files that go with messages, both ways.</summary>
public sealed class AttachmentOptions
{
    /// <summary>The largest file, in bytes: 8 MB.</summary>
    [Range(1, 25_000_000)] public long MaxFileBytes { get; set; } = 8_000_000;

    /// <summary>How many go with one message.</summary>
    [Range(1, 20)] public int MaxFiles { get; set; } = 5;

    /// <summary>All files of one ticket, in bytes: 40 MB.</summary>
    [Range(1, long.MaxValue)] public long MaxTicketBytes { get; set; } = 40_000_000;

    /// <summary>What the customers of one account may send in 24 hours, in bytes: 60 MB.</summary>
    [Range(1, long.MaxValue)] public long MaxAccountBytesADay { get; set; } = 60_000_000;
}

public sealed class PaymentOptions
{
    /// <summary>The platform's own secret key, for retailers that are connected accounts (Stripe Connect) and have no key of their own.</summary>
    public string PlatformSecretKey { get; set; } = "";

    /// <summary>Where the sandbox listens, for keys that begin with "sk_test_sandbox_". Empty: such keys take no payments. Other keys always go to Stripe.</summary>
    [Url] public string? SandboxAddress { get; set; }

    /// <summary>Where Stripe's payment pages are: forms on the way to them may lead there. Add a domain of your own that Stripe serves Checkout on.</summary>
    public IList<string> CheckoutOrigins { get; } = ["https://checkout.stripe.com"];

    /// <summary>How often a call to Stripe that met no answer is made again, with the same idempotency key.</summary>
    [Range(0, 10)] public int NetworkRetries { get; set; } = 2;

    /// <summary>How many days back the daily reconciliation looks.</summary>
    [Range(1, 90)] public int ReconcileDays { get; set; } = 14;
}
