using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Intake.LocalHost.Mailbox;

/// <summary>Keeps mails as files that a person can read: one JSON file each, in a folder that survives restarts.</summary>
internal sealed partial class MailboxStore(string directory, TimeProvider time)
{
    /// <summary>The folder below the data directory.</summary>
    internal const string FolderName = "mailbox";

    /// <summary>What the clock says, for the mails to come.</summary>
    internal DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The zone in which a person reads the mails' times.</summary>
    internal TimeZoneInfo Zone => time.LocalTimeZone;

    /// <summary>Writes the mails; when this returns they are on the disk, and none is ever seen in part.</summary>
    internal async Task AddAsync(IEnumerable<StoredMail> mails, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var written = new List<string>();
        foreach (var mail in mails) written.Add(await WriteAsync(mail, cancellationToken));
        foreach (var file in written) File.Move(file, Path.ChangeExtension(file, ".json"));
    }

    /// <summary>All mails, oldest first.</summary>
    internal async Task<IReadOnlyList<MailboxEntry>> AllAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(directory)) return [];
        var entries = new List<MailboxEntry>();
        foreach (var file in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
            entries.Add(await ReadAsync(file, cancellationToken));
        return entries;
    }

    /// <summary>A mail by its name; null when there is none.</summary>
    internal async Task<MailboxEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!IdFormat().IsMatch(id)) return null;
        var file = Path.Combine(directory, id + ".json");
        return File.Exists(file) ? await ReadAsync(file, cancellationToken) : null;
    }

    private async Task<string> WriteAsync(StoredMail mail, CancellationToken cancellationToken)
    {
        // The name sorts by time; the rest keeps two mails of one moment apart.
        var id = mail.At.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfffffff", CultureInfo.InvariantCulture)
            + "-" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        var file = Path.Combine(directory, id + ".tmp");
        await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        await JsonSerializer.SerializeAsync(stream, mail, MailboxJson.Readable.StoredMail, cancellationToken);
        stream.Flush(flushToDisk: true);
        return file;
    }

    private static async Task<MailboxEntry> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var mail = await JsonSerializer.DeserializeAsync(stream, MailboxJson.Readable.StoredMail, cancellationToken);
        return new MailboxEntry(Path.GetFileNameWithoutExtension(file), mail!);
    }

    [GeneratedRegex(@"\A[0-9]{8}T[0-9]{13}-[0-9a-f]{8}\z")]
    private static partial Regex IdFormat();
}
