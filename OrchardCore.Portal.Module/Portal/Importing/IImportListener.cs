namespace OrchardCore.Portal.Importing;

/// <summary>Hears that a batch was written. That is committed already, so whoever must not miss one looks by the clock too.</summary>
internal interface IImportListener
{
    void Applied(Guid batchId);
}
