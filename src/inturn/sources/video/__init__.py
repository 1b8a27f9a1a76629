"""Videos and camera pictures -> keypoints, by a pose network that runs on this machine."""

from inturn.sources.video.decode import Picture
from inturn.sources.video.models import NETWORKS, ModelFile, Network, models_report
from inturn.sources.video.opening import VideoInfo, probe
from inturn.sources.video.reader import iterate_frames, read_video
from inturn.sources.video.track import PoseTracker

__all__ = [
    "NETWORKS",
    "ModelFile",
    "Network",
    "Picture",
    "PoseTracker",
    "VideoInfo",
    "iterate_frames",
    "models_report",
    "probe",
    "read_video",
]
