using Azure;
using Azure.Storage.Blobs.Models;

namespace Intake.Tests.Storage;

/// <summary>What the app needs of blobs, on whatever storage.</summary>
public abstract class BlobConformance(StorageSubject storage)
{
    [Fact]
    public async Task A_blob_comes_out_as_it_went_in()
    {
        var blob = (await storage.ContainerAsync()).GetBlobClient("submissions/zoë 1.json");
        await blob.UploadAsync(BinaryData.FromString("{\"é\":1}"), overwrite: true);
        Assert.Equal("{\"é\":1}", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task Overwrite_is_a_choice()
    {
        var blob = (await storage.ContainerAsync()).GetBlobClient("a");
        await blob.UploadAsync(BinaryData.FromString("1"), overwrite: false);
        await Refused.AsAsync(409, "BlobAlreadyExists", () => blob.UploadAsync(BinaryData.FromString("2"), overwrite: false));
        Assert.Equal("1", (await blob.DownloadContentAsync()).Value.Content.ToString());
        await blob.UploadAsync(BinaryData.FromString("3"), overwrite: true);
        Assert.Equal("3", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_write_with_a_stale_ETag_is_412()
    {
        var blob = (await storage.ContainerAsync()).GetBlobClient("a");
        var stale = (await blob.UploadAsync(BinaryData.FromString("1"))).Value.ETag;
        await blob.UploadAsync(BinaryData.FromString("2"), overwrite: true);
        var conditions = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = stale } };
        await Refused.AsAsync(412, "ConditionNotMet", () => blob.UploadAsync(BinaryData.FromString("3"), conditions));
    }

    [Fact]
    public async Task A_read_of_what_is_known_brings_nothing()
    {
        var blob = (await storage.ContainerAsync()).GetBlobClient("a");
        var known = (await blob.UploadAsync(BinaryData.FromString("1"))).Value.ETag;
        var unlessKnown = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = known } };
        Assert.Equal(304, (await blob.DownloadContentAsync(unlessKnown)).GetRawResponse().Status);
        await blob.UploadAsync(BinaryData.FromString("2"), overwrite: true);
        Assert.Equal("2", (await blob.DownloadContentAsync(unlessKnown)).Value.Content.ToString());
    }

    [Fact]
    public async Task A_first_write_can_be_had_to_be_the_first()
    {
        var blob = (await storage.ContainerAsync()).GetBlobClient("a");
        var first = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        await blob.UploadAsync(BinaryData.FromString("1"), first);
        await Refused.AsAsync(409, "BlobAlreadyExists", () => blob.UploadAsync(BinaryData.FromString("2"), first));
    }

    [Fact]
    public async Task Head_tells_size_type_and_ETag()
    {
        var blob = (await storage.ContainerAsync()).GetBlobClient("a");
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
        ETag tag = (await blob.UploadAsync(BinaryData.FromString("12345"), options)).Value.ETag;
        BlobProperties properties = await blob.GetPropertiesAsync();
        Assert.Equal((5L, "application/json", tag), (properties.ContentLength, properties.ContentType, properties.ETag));
    }

    [Fact]
    public async Task What_is_not_there_is_404()
    {
        var container = await storage.ContainerAsync();
        var blob = container.GetBlobClient("none");
        await Refused.AsAsync(404, "BlobNotFound", () => blob.DownloadContentAsync());
        await Refused.AsAsync(404, "BlobNotFound", () => blob.DeleteAsync());
        Assert.False(await blob.ExistsAsync());
        Assert.False(await blob.DeleteIfExistsAsync());

        var nowhere = storage.Blobs.GetBlobContainerClient(storage.Name());
        await Refused.AsAsync(404, "ContainerNotFound", () => nowhere.GetBlobClient("a").UploadAsync(BinaryData.FromString("1")));
        Assert.False(await nowhere.ExistsAsync());
    }

    [Fact]
    public async Task A_deleted_blob_is_gone()
    {
        var blob = (await storage.ContainerAsync()).GetBlobClient("a");
        await blob.UploadAsync(BinaryData.FromString("1"));
        Assert.True(await blob.ExistsAsync());
        await blob.DeleteAsync();
        Assert.False(await blob.ExistsAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task A_blob_can_be_copied_to_a_stream(int length)
    {
        var blob = (await storage.ContainerAsync()).GetBlobClient("a");
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        await blob.UploadAsync(new MemoryStream(bytes), overwrite: true);
        using var read = new MemoryStream();
        await blob.DownloadToAsync(read);
        Assert.Equal(bytes, read.ToArray());
    }

    [Fact]
    public async Task A_range_brings_a_part()
    {
        var blob = (await storage.ContainerAsync()).GetBlobClient("a");
        await blob.UploadAsync(BinaryData.FromString("0123456789"));
        var part = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(2, 3) });
        Assert.Equal("234", part.Value.Content.ToString());
    }

    [Fact]
    public async Task Blobs_are_listed_by_prefix()
    {
        var container = await storage.ContainerAsync();
        foreach (var name in (string[])["b/1", "a/2", "a/1"]) await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(name));
        var names = await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "a/", default).ToListAsync();
        Assert.Equal(["a/1", "a/2"], names.Select(item => item.Name));
    }

    [Fact]
    public async Task A_container_is_made_once()
    {
        var container = await storage.ContainerAsync();
        await Refused.AsAsync(409, "ContainerAlreadyExists", () => container.CreateAsync());
        Assert.True(await container.ExistsAsync());
    }
}
